"""No answer becomes a formula in a spreadsheet, and every answer stays readable there."""

import pytest

from editorial.downloads import harmless


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
@pytest.mark.parametrize("space", ["", " ", "\u00a0", "\t", "\r\n"])
def test_a_text_that_a_spreadsheet_would_calculate_is_marked_as_text(space, sign):
    text = f'{space}{sign}cmd|" /C calc"!A0'

    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("sign", ["\t", "\r", "\n"])
def test_a_text_that_begins_with_an_invisible_sign_is_marked_as_text(sign):
    assert harmless(f"{sign}text") == f"'{sign}text"


@pytest.mark.parametrize("value", ["", "Wij = u", "5 + 5", "a@b.example", "'=1", -5, 0, None, True])
def test_any_other_value_stays_as_it_is(value):
    assert harmless(value) is value
