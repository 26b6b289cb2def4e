"""The shapes that every answer is built of. Descriptions are in English, like those of other APIs."""

from datetime import date
from typing import Annotated, Literal

from django.conf.locale import LANG_INFO
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, create_model

from core.languages import language_codes


class Shape(BaseModel):
    """Every field is always there; what is not known is null."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True, from_attributes=True)


Code = Annotated[str, StringConstraints(pattern=r"^[-a-zA-Z0-9_]+$", max_length=100)]
Address = Annotated[
    str, Field(json_schema_extra={"format": "uri"}, examples=["https://example.org/id/theme/environment/"])
]


def one_of(choices):
    """A code of a closed list, written out where it stands: many of these lists have the same name, “Kind”."""
    return Literal[tuple(choice.value for choice in choices)]


def _in_every_language(name, about, kind, examples):
    fields = {
        code: (kind | None, Field(None, description=f"In {LANG_INFO[code]['name']}.", examples=examples))
        for code in language_codes()
    }
    return create_model(name, __base__=Shape, __doc__=about, **fields)


Words = _in_every_language("Words", "A text in each language; null where it is not there.", str, ["Human rights"])
Pages = _in_every_language("Pages", "The public page in each language; null where there is none.", Address, None)


class Reference(Shape):
    """Something that stands elsewhere in this API."""

    id: Address | None = Field(description="Its identifier; null for what is named without being published itself.")
    code: str | None = Field(description="Its code, with which filters find it.", examples=["example-2024"])
    name: Words


class Saying(Shape):
    """What somebody wrote, in their own language and in those into which it was translated."""

    language: str = Field(description="The language in which it was written.", examples=language_codes()[:1])
    words: Words


class Meta(Shape):
    """About the answer."""

    licence: Words = Field(description="The licence of the data, in words.")
    licence_url: Address | None = Field(description="The licence of the data, as programs know it.")
    made_on: date = Field(description="The day of the answer, in Brussels.")
    as_of: date = Field(description="What was known at the end of this day: that of the answer, or the day asked for.")


class Thing(Shape):
    """What everything with a public identifier has."""

    id: Address = Field(description="The identifier, which never changes; it leads to the page or to this answer.")
    code: str = Field(description="The code in the identifier, unique among its kind.", examples=["example-2024"])


class Published(Thing):
    """What has a page, or a list of what is about it."""

    url: Pages


class Record(Published):
    """What has a name and a page."""

    name: Words
    fictional: bool = Field(description="Whether it is an invented example.")
    modified_on: date = Field(description="The day on which its facts last changed, in Brussels.")


class Classified(Shape):
    """What it is about."""

    themes: list[str] = Field(description="Codes of themes.", examples=[["environment"]])
    goals: list[int] = Field(description="Numbers of sustainable development goals.", examples=[[8, 12]])
    principles: list[int] = Field(description="Numbers of UN guiding principles.", examples=[[17]])
