"""Every pair of colours that the tokens bring together can be told apart, computed from the sheet itself."""

import re
from pathlib import Path

import pytest
from django.conf import settings

SHEET = Path(settings.BASE_DIR) / "core/static/core/css/ground.css"
TOKEN = re.compile(r"--([\w-]+): (light-dark\((#\w+), (#\w+)\)|#\w+|var\(--([\w-]+)\));")
TEXT, SHAPE = 4.5, 3

GROUNDS = ["paper", "mist", "card"]
INKS = ["ink", "soft", "teal", "warm", "late", "done"]
TINTS = {
    "teal-tint": ["ink", "teal"],
    "warm-tint": ["ink", "warm"],
    "late-tint": ["ink", "late"],
    "done-tint": ["ink", "done"],
}
TEXTS = [
    *((ink, ground) for ink in INKS for ground in GROUNDS),
    *((ink, tint) for tint, inks in TINTS.items() for ink in inks),
    *(("on-fill", fill) for fill in ("teal", "late", "done", "soft")),
    ("ink", "pending"),
    ("paper", "ink"),
]
SHAPES = [("edge", ground) for ground in GROUNDS]
ON_DEEP = ["deep", "deeper"]


def tokens_of(block):
    """The tokens that are set there, as they are written: {name: (in light, in dark)}."""
    sheet = SHEET.read_text(encoding="utf-8")
    body = sheet.partition(f"\n{block} {{")[2].partition("\n}")[0]
    return {name: (light or value, dark or value) for name, value, light, dark, _other in TOKEN.findall(body)}


@pytest.fixture(params=["light", "dark", "deep"])
def tokens(request):
    """The colours of a light page, a dark page, or the dark sheet inside either: {name: colour}."""
    number = 0 if request.param == "light" else 1
    found = tokens_of(":root") | (tokens_of(".deep") if request.param == "deep" else {})
    colours = {name: values[number] for name, values in found.items()}
    for name, value in colours.items():
        if value.startswith("var("):
            colours[name] = colours[value[6:-1]]
    return colours


def luminance(colour):
    digits = colour.lstrip("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    """The ratio of WCAG 2.2 between two colours: from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def too_weak(tokens, pairs, least):
    ratios = {pair: contrast(tokens[pair[0]], tokens[pair[1]]) for pair in pairs}
    return {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < least}


def test_black_on_white_is_as_far_apart_as_colours_get():
    assert contrast("#000", "#ffffff") == pytest.approx(21)


def test_every_text_stands_out_from_what_it_stands_on(tokens):
    grounds = [(ink, ground) for ink in INKS for ground in ON_DEEP] if tokens["paper"] == tokens["deep"] else []

    assert too_weak(tokens, [*TEXTS, *grounds], TEXT) == {}


def test_every_edge_of_a_field_or_a_shape_stands_out(tokens):
    assert too_weak(tokens, SHAPES, SHAPE) == {}


def test_every_colour_has_a_dark_value_beside_its_light_one():
    alone = [name for name, (light, dark) in tokens_of(":root").items() if light == dark and light.startswith("#")]

    assert alone == ["deep", "deep-line", "deeper"]  # the dark sheet, which is the same in both


def test_the_readers_own_colours_replace_every_colour():
    sheet = SHEET.read_text(encoding="utf-8")
    forced = sheet.partition("@media (forced-colors: active)")[2].partition("\n}\n")[0]

    assert set(re.findall(r"--([\w-]+):", forced)) == set(tokens_of(":root"))
