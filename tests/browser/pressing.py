"""Whoever uses no mouse."""


def press(target):
    """Walk there with Tab, and use it with Enter."""
    page = target.page
    for _step in range(400):
        if target.evaluate("(element) => element === document.activeElement"):
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way to {target} with the keyboard")
