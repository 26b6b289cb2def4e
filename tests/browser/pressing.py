"""Whoever uses no mouse."""


def press(target):
    """Walk there with Tab, and use it with Enter, which leads to another page."""
    walk(target)
    with target.page.expect_navigation():
        target.page.keyboard.press("Enter")


def walk(target):
    """Walk there with Tab."""
    for _step in range(400):
        if target.evaluate("(element) => element === document.activeElement"):
            return
        target.page.keyboard.press("Tab")
    raise AssertionError(f"no way to {target} with the keyboard")
