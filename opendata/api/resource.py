"""A resource: what it is called, what can be asked of it, and how its records become an answer."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.http import Http404, HttpResponse
from ninja import Path, Query
from pydantic import Field, create_model

from core.canonical import digest_of
from core.kept import kept

from .asked import Dated, strangers
from .paging import CODE, Key, link_header, links, page_of
from .problems import Fault, Unfit
from .shapes import Address, Code, Meta, Shape
from .world import World


@dataclass(frozen=True)
class Resource:
    name: str
    """As it stands in addresses: "actions"."""
    kind: str
    """As it stands in identifiers: "action"."""
    about: str
    """A sentence in English, for the description."""
    item: type
    """The shape of one."""
    asked: type
    """The parameters of the list."""
    rows: Callable
    """`(world) -> queryset` of what everybody may see."""
    build: Callable
    """`(records, world) -> [values of the shape]`, in as many queries for one record as for a hundred."""
    filters: dict = field(default_factory=dict)
    """{parameter: a lookup, or `(rows, value, world) -> rows`}."""
    key: Key = CODE
    find: Callable = lambda rows, code: rows.filter(code=code)

    @property
    def is_dated(self):
        return issubclass(self.asked, Dated)

    def narrowed(self, asked, world):
        rows = self.rows(world)
        for name, value in asked.given().items():
            how = self.filters.get(name)
            if how is not None:
                rows = how(rows, value, world) if callable(how) else rows.filter(**{how: value})
        return rows


OWN_CODE = Path(..., description="The code, as it stands in the identifier.")


def mount(api, resource):
    """Add the list and the single thing to the API."""
    name = resource.item.__name__
    single = resource.kind.replace("_", " ")
    many = create_model(
        f"{name}List", __base__=Shape, __doc__=f"A page of the list of {resource.name}.",
        meta=Meta,
        count=(int, Field(description="How many there are on all pages together.")),
        next=(Address | None, Field(description="The address of the page after this one; null on the last.")),
        previous=(Address | None, Field(description="The address of the page before this one; null on the first.")),
        items=list[resource.item],
    )  # fmt: skip
    alone = create_model(f"{name}Alone", __base__=Shape, __doc__=f"One {single}.", meta=Meta, item=resource.item)

    @api.get(
        resource.name, response=many, tags=[resource.name], summary=f"List {resource.name}",
        description=resource.about, operation_id=f"list_{resource.name}",
    )  # fmt: skip
    def listed(request, response: HttpResponse, asked: Query[resource.asked]):
        found = _list(resource, request, asked)
        response.headers["Link"] = link_header(found)
        return found

    def dated(request, asked: Query[Dated], code: Code = OWN_CODE):
        return _one(resource, request, code, asked)

    def undated(request, code: Code = OWN_CODE):
        return _one(resource, request, code, None)

    api.get(
        f"{resource.name}/{{slug:code}}", response=alone, tags=[resource.name], summary=f"Get one {single}",
        description=resource.about, operation_id=f"get_{resource.kind}",
    )(dated if resource.is_dated else undated)  # fmt: skip


def _list(resource, request, asked):
    check_names(request, asked)
    world = World(request, getattr(asked, "on", None))
    rows = resource.narrowed(asked, world)
    count = _count(resource, rows, asked, world)
    if not count and (faults := list(strangers(asked, world))):
        raise Unfit(*faults)
    page = page_of(rows, resource.rows(world), resource.key, asked)
    items = resource.build(page.records, world) if page.records else []
    return {"meta": world.meta(), "count": count, **links(page, asked, world), "items": items}


def _count(resource, rows, asked, world):
    """How many there are, once until something public changes; words are too many to keep."""
    given = asked.given()
    if "q" in given:
        return rows.count()
    name = digest_of(
        [resource.name, world.on.isoformat(), *(f"{key}={value}" for key, value in sorted(given.items()))]
    )
    return kept(f"api:count:{name}", rows.count)


def _one(resource, request, code, asked):
    check_names(request, asked)
    world = World(request, getattr(asked, "on", None))
    records = list(resource.find(resource.rows(world), code)[:1])
    if not records:
        raise Http404
    [item] = resource.build(records, world)
    return {"meta": world.meta(), "item": item}


def check_names(request, asked=None):
    """A parameter that there is not, or that comes twice, is no answer's: a typing error would go unseen."""
    known = list(type(asked).model_fields) if asked else []
    faults = [
        Fault(parameter=name[:100], message="There is no such parameter.", allowed=known)
        for name in request.GET
        if name not in known
    ]
    faults += [
        Fault(parameter=name, message="This parameter was given more than once.")
        for name in known
        if len(request.GET.getlist(name)) > 1
    ]
    if faults:
        raise Unfit(*faults[:10])
