"""What describes the API: an OpenAPI document for programs, and a list of what can be asked for people."""

import json
from dataclasses import dataclass
from functools import cache

from django.http import HttpResponse

from .problems import CONTENT_TYPE, Problem

PROBLEMS = {
    400: "The request is broken.",
    404: "There is nothing at this address, or it is not for everybody.",
    405: "This API is for reading only.",
    414: "The parameters are too long.",
    422: "A parameter is not right: the errors name it.",
}
HEADERS = {
    "ETag": "Send it in If-None-Match, and nothing is sent again while nothing changed.",
    "Cache-Control": "How long the answer may be used without asking again.",
    "Access-Control-Allow-Origin": "Every site may read the answer.",
}


def openapi(request):
    """The OpenAPI document, with the address of this site in it."""
    server = {"url": request.build_absolute_uri("/").rstrip("/")}
    return HttpResponse(
        json.dumps(document() | {"servers": [server]}, ensure_ascii=False), content_type="application/json"
    )


@cache
def document():
    """The OpenAPI document: what Ninja knows of the operations, with the headers and problems they share."""
    from .api import api

    found = json.loads(json.dumps(api.get_openapi_schema()))
    template = "#/components/schemas/{model}"
    problem = Problem.model_json_schema(mode="serialization", ref_template=template)
    found["components"]["schemas"] |= problem.pop("$defs", {}) | {"Problem": problem}
    # Those of parameters are left over: each parameter stands where it belongs.
    shapes = found["components"]["schemas"]
    found["components"]["schemas"] = {name: shape for name, shape in shapes.items() if not _is_asked(name)}
    found["components"]["headers"] = {
        name: {"description": about, "required": True, "schema": {"type": "string"}} for name, about in HEADERS.items()
    }
    found["components"]["responses"] = {f"Problem{status}": _problem(about) for status, about in PROBLEMS.items()}
    for operations in found["paths"].values():
        for operation in operations.values():
            _complete(operation)
    return found


def _is_asked(name):
    return name == "Dated" or name.endswith("Asked")


def _problem(about):
    return {
        "description": about,
        "content": {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        "headers": _headers("Cache-Control", "Access-Control-Allow-Origin"),
    }


def _headers(*names):
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _complete(operation):
    answers = operation["responses"]
    answers["200"]["headers"] = _headers(*HEADERS)
    answers["304"] = {"description": "What you have is still right.", "headers": _headers(*HEADERS)}
    answers |= {str(status): {"$ref": f"#/components/responses/Problem{status}"} for status in PROBLEMS}
    for parameter in operation["parameters"]:
        if parameter["schema"].get("default", "") is None:
            del parameter["schema"]["default"]


@dataclass(frozen=True)
class Parameter:
    name: str
    about: str
    allowed: tuple = ()


@dataclass(frozen=True)
class Operation:
    path: str
    summary: str
    about: str
    parameters: tuple


def operations(language):
    """What can be asked, for a page in that language: [Operation]. The words are in English in every language."""
    return [
        Operation(
            path, operation["summary"], operation["description"], tuple(map(_parameter, operation["parameters"]))
        )
        for path, by_method in document()["paths"].items()
        for operation in by_method.values()
    ]


def _parameter(parameter):
    allowed = parameter["schema"].get("enum", ())
    return Parameter(parameter["name"], parameter.get("description", ""), tuple(map(str, allowed)))
