"""The gallery holds every component in every state, so what is seen there is seen everywhere; and pages on paper."""

import pytest

from .looking import RULES, SYSTEM_COLOURS, look
from .test_every_kind_of_page import PLAN

PAPER = 794
"""The width of A4 in pixels of CSS."""

LOOKS = {
    "nl": [("light", RULES, (1280, 320))],
    "fr": [("dark", RULES, (1280,)), ("forced", SYSTEM_COLOURS, (320,))],
}
SPLIT = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const split = [];
  for (let node; (node = walker.nextNode()); ) {
    for (const found of node.data.matchAll(/\\S[\\u202f\\u00a0]\\S/g)) {
      const range = document.createRange();
      const lines = [0, 2].map((offset) => {
        range.setStart(node, found.index + offset);
        range.setEnd(node, found.index + offset + 1);
        return range.getBoundingClientRect();
      });
      if (lines[0].height && Math.abs(lines[0].top - lines[1].top) > 4) split.push(node.data.trim());
    }
  }
  return split;
}"""
"""The texts in which a sign stands on another line than the word that a no-break space ties it to."""


@pytest.fixture(params=["nl", "fr"])
def gallery(request, open_page):
    page = open_page(f"/admin/gallery/?language={request.param}", log_in="dutch-editor")
    page.evaluate("document.fonts.ready.then(() => true)")
    return page, request.param


def test_every_component_has_real_data_and_stands_every_look(gallery):
    page, language = gallery

    assert page.locator("html").get_attribute("lang") == language
    assert page.locator(".gallery__none").count() == 0
    for scheme, rules, widths in LOOKS[language]:
        forced = scheme == "forced"
        page.emulate_media(color_scheme="light" if forced else scheme, forced_colors="active" if forced else "none")
        look(page, widths, rules=rules)
    page.emulate_media(forced_colors="none", color_scheme="light")
    page.set_viewport_size({"width": 320, "height": 900})
    assert page.evaluate(SPLIT) == []
    sheet = page.locator(".gallery__sheet").first
    page.locator("[name=scheme][value=dark]").check()  # without any script
    assert sheet.evaluate("sheet => getComputedStyle(sheet).backgroundColor") == "rgb(20, 24, 27)"


@pytest.mark.parametrize("kind", ["plan", "action"])
def test_on_paper_a_page_is_its_text_and_nothing_to_click(open_page, addresses, kind):
    path = addresses["actionpage", "nl"] if kind == "action" else f"/nl/actieplannen/{PLAN['nl']}/"
    page = open_page(path, width=PAPER, dark=True)

    page.emulate_media(media="print")

    for hidden in (".nav", ".menu", ".languages", ".breadcrumbs", ".facets", ".follow", ".cite__card", ".siblings"):
        assert page.locator(f"{hidden}:visible").count() == 0, hidden
    listed = ".ledger__row" if kind == "plan" else ".commitment"
    assert page.locator(listed).first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PAPER
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    footer = page.locator(".footer").evaluate("footer => getComputedStyle(footer).backgroundColor")
    assert footer == "rgba(0, 0, 0, 0)"
