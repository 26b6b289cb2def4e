"""Pictures as a browser gets them: the lightest format, at a fitting width, and nothing moves when they arrive."""

import pytest

PAGES = {
    "nl": ["/nl/", "/nl/contact/", "/nl/groepen/", "/nl/partners/voorbeeld-textiel/"],
    "fr": ["/fr/a-propos/regles-editoriales/"],
}
WATCH = """
    window.shifts = []
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) {
            window.shifts.push([entry.value, entry.sources.map(source => source.node?.parentElement?.className)])
        }
    }).observe({ type: "layout-shift", buffered: true })
"""
FINISH = """async () => {
    for (let y = 0; y <= document.body.scrollHeight; y += innerHeight / 2) {
        scrollTo(0, y)
        await new Promise(requestAnimationFrame)
    }
    const images = [...document.images]
    await Promise.all(images.map(image => image.decode().catch(() => null)))
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
    return images.map(image => ({
        address: image.currentSrc,
        isLogo: !!image.closest(".logos, .panel--logo"),
        shown: image.getBoundingClientRect().width,
        widths: [...(image.parentElement.querySelector("source")?.srcset ?? "").matchAll(/(\\d+)w/g)].map(m => +m[1]),
        isWhole: image.naturalWidth > 0,
        hasWords: image.hasAttribute("alt"),
    }))
}"""


@pytest.fixture
def visit(base, chromium):
    """Opens an address where every shift of the layout is counted: (page, what was found about its pictures)."""
    contexts = []

    def open_(path, width):
        context = chromium.new_context(viewport={"width": width, "height": 900}, base_url=base)
        contexts.append(context)
        page = context.new_page()
        page.add_init_script(WATCH)
        page.route("**/*.woff2", lambda route: route.abort())  # letters that arrive late move a little too
        page.goto(path)
        return page, page.evaluate(FINISH)

    yield open_
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", [path for paths in PAGES.values() for path in paths])
def test_pictures_come_light_fitting_and_without_moving_anything(visit, path, width):
    page, pictures = visit(path, width)

    assert page.evaluate("window.shifts") == []
    assert any(not picture["isLogo"] for picture in pictures)
    for picture in pictures:
        assert picture["isWhole"], picture
        assert picture["hasWords"], picture
        if picture["isLogo"]:
            assert picture["address"].endswith(".webp")
            continue
        assert picture["address"].endswith(".avif")
        chosen = next(wide for wide in picture["widths"] if f"-{wide}" in picture["address"])
        fitting = [wide for wide in picture["widths"] if wide >= picture["shown"]]
        assert chosen == min(fitting, default=max(picture["widths"])), picture
