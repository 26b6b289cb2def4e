"""What the API answers when it cannot answer: a problem as RFC 9457 describes it."""

from http import HTTPStatus
from json import dumps

from django.http import HttpResponse
from pydantic import Field

from .shapes import Shape

CONTENT_TYPE = "application/problem+json"


class Fault(Shape):
    """What is wrong with one parameter."""

    parameter: str = Field(description="The name of the parameter.", examples=["standing"])
    message: str = Field(description="What is wrong with it, in English.", examples=["There is no such value."])
    allowed: list[str] | None = Field(
        None, description="What it may be, where that is a short list.", examples=[["late", "completed"]]
    )
    see: str | None = Field(
        None, description="Where all that it may be is listed.", json_schema_extra={"format": "uri"}
    )


class Problem(Shape):
    """Why there is no answer (RFC 9457)."""

    type: str = Field(description="The kind of problem; “about:blank”: as the status says.", examples=["about:blank"])
    title: str = Field(description="The status in words.", examples=["Unprocessable Entity"])
    status: int = Field(description="The status of the answer.", examples=[422])
    detail: str = Field(description="What went wrong, in English.", examples=["A parameter is not right."])
    errors: list[Fault] = Field(description="What is wrong with each parameter; empty for other problems.")


class Unfit(Exception):
    """A parameter that is not right."""

    def __init__(self, *faults):
        self.faults = faults
        super().__init__(*(fault.message for fault in faults))


def problem(status, detail, faults=()):
    """The answer with that status."""
    content = Problem(
        type="about:blank", title=HTTPStatus(status).phrase, status=status, detail=detail, errors=list(faults)
    )
    return HttpResponse(
        dumps(content.model_dump(), ensure_ascii=False), status=status, content_type=CONTENT_TYPE,
        headers={"Cache-Control": "no-cache"},
    )  # fmt: skip


def unfit(faults):
    return problem(422, "A parameter is not right: see the errors.", faults)


def faults_in(errors):
    """What Ninja found wrong with the parameters, as faults."""
    for error in errors:
        name = str(error["loc"][-1]) if error["loc"] else ""
        yield Fault(parameter=name, message=error["msg"], allowed=_allowed(error))


def _allowed(error):
    expected = error.get("ctx", {}).get("expected", "")
    return [part.strip("' ") for part in expected.replace(" or ", ", ").split(", ")] if expected else None
