"""KBO/BCE numbers: ten digits, 0 or 1 first, two check digits last."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from core.validators import normalise_enterprise_number, validate_enterprise_number
from tests.factories import OrganisationFactory

EXAMPLE = "0999000030"


@st.composite
def numbers(draw):
    first_eight = draw(st.integers(min_value=0, max_value=19_999_999))
    return f"{first_eight:08d}{97 - first_eight % 97:02d}"


@given(numbers())
def test_every_number_with_its_check_digits_passes(number):
    validate_enterprise_number(number)


@given(numbers(), st.integers(min_value=0, max_value=9), st.integers(min_value=0, max_value=9))
def test_one_wrong_digit_is_always_noticed(number, place, digit):
    changed = number[:place] + str(digit) + number[place + 1 :]
    if changed == number:
        return

    with pytest.raises(ValidationError):
        validate_enterprise_number(changed)


@pytest.mark.parametrize(
    "typed",
    ["0999000030", "0999.000.030", "BE0999000030", "be 0999.000.030", " BE 0999 000 030 ", "BE\u00a00999.000.030"],
)
def test_every_way_of_typing_a_number_gives_the_same_ten_digits(typed):
    assert normalise_enterprise_number(typed) == EXAMPLE


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "999000030", "09990000300", "2999000030", "099900003O", "EB0999000030", "BEBE0999000030",
     "٠٩٩٩٠٠٠٠٣٠", "0999-000-030", "0" * 10_000],
)  # fmt: skip
def test_what_is_no_enterprise_number_is_refused(typed):
    with pytest.raises(ValidationError, match=r"."):
        validate_enterprise_number(typed)


@pytest.mark.parametrize(("wrong", "english"), [("12", "ten digits"), ("0999000031", "check digits")])
def test_the_message_is_in_the_language_of_the_editor(wrong, english):
    messages = {}
    for language in ("nl", "fr"):
        with override(language), pytest.raises(ValidationError) as raised:
            validate_enterprise_number(wrong)
        with override(language):
            messages[language] = " ".join(raised.value.messages)

    assert messages["nl"] != messages["fr"]
    assert english not in " ".join(messages.values())


@pytest.mark.django_db
def test_an_organisation_keeps_the_ten_digits_and_shows_them_in_groups():
    organisation = OrganisationFactory.build(enterprise_number="BE 0999.000.030")

    organisation.full_clean()

    assert organisation.enterprise_number == EXAMPLE
    assert organisation.enterprise_number_in_groups == "0999.000.030"


@pytest.mark.django_db
def test_two_organisations_never_share_a_number():
    OrganisationFactory(enterprise_number=EXAMPLE)
    second = OrganisationFactory.build(enterprise_number="0999.000.030")

    with pytest.raises(ValidationError):
        second.full_clean()


@pytest.mark.django_db
def test_many_organisations_may_be_without_a_number():
    OrganisationFactory.create_batch(2, enterprise_number="")

    OrganisationFactory.build(enterprise_number="").full_clean()
