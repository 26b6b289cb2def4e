"""Who may do what, tried out: every role opens every screen and does every act, in every state, as matrix.toml says.

The screens come from the addresses that exist and the rights from the registry of permissions, so a screen or a kind
of record that nobody declared fails here.
"""

import re
import tomllib
from functools import cache
from pathlib import Path
from uuid import UUID

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.template.response import SimpleTemplateResponse
from django.urls import URLPattern, get_resolver, reverse
from wagtail.models import Page
from wagtail.permissions import policy_registry

from editorial.roles import ROLES
from users.models import Government

from .matrix_world import ACTS, PAGE_STATES, RECORD_STATES, PageWorld, RecordWorld, snapshot

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        connection.vendor == "postgresql",
        reason="rights are the same on every database, and trying each takes minutes",
    ),
]

MATRIX = tomllib.loads((Path(__file__).parent / "matrix.toml").read_text(encoding="utf-8"))
OUR_APPS = ("users", "core", "editorial", "partners", "actions", "consultations", "home", "search", "follow")
LANGUAGES = ("nl", "fr")


# --- What is declared ------------------------------------------------------------------------------------------------


def roles_of(words):
    """The roles that these words name: roles, or groups of roles."""
    found = set()
    for word in words.split():
        found |= set(roles_of(MATRIX["groups"][word]) if word in MATRIX["groups"] else [word])
    unknown = found - set(ROLES)
    assert not unknown, f"matrix.toml names roles that do not exist: {', '.join(unknown)}"
    return found


def declared(cells, state):
    """The roles that these cells name for that state: words for every state, or a table of states."""
    if isinstance(cells, str):
        return roles_of(cells)
    return roles_of(cells.get(state, cells.get("otherwise", "")))


def holders(words, rights):
    """The roles with any of the rights that these words name, of what that kind of record declares."""
    return roles_of(" ".join(rights.get(word, word) for word in words.split()))


def languages_of(role):
    return MATRIX["languages"].get(role, LANGUAGES)


# --- What there is ---------------------------------------------------------------------------------------------------


def walk(resolver, namespace="", above=""):
    for pattern in resolver.url_patterns:
        route = f"{above}{pattern.pattern}"
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}" if pattern.name else route, pattern
        else:
            yield from walk(pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace, route)


@cache
def admin_routes():
    """Every address of the administration, by its name, or as it is written when it has none: {name: pattern}."""
    (admin,) = (pattern for pattern in get_resolver().url_patterns if str(pattern.pattern) == "admin/")
    return dict(reversed(list(walk(admin))))  # the first of two that are the same is the one that answers


def address_of(name, pattern, known):
    """That address, with what varies in it filled in from `known`."""
    if pattern.name:
        return reverse(name, kwargs={key: known[key] for key in kwargs_of(pattern)})
    return reverse("wagtailadmin_home") + re.sub(r"<(?:\w+:)?(\w+)>", lambda part: str(known[part[1]]), name)


def kwargs_of(pattern):
    """The names of what varies in that address."""
    return {*pattern.pattern.converters, *pattern.pattern.regex.groupindex}


def module_of(pattern):
    view = pattern.callback
    while hasattr(view, "__wrapped__") and not hasattr(view, "view_class"):  # a decorated dispatch is wrapped too
        view = view.__wrapped__
    return getattr(view, "view_class", view).__module__


def our_models():
    """{label: model} of the models of ours, and of Wagtail's that our administrators manage, with a policy."""
    models = [*policy_registry.values_by_class, *policy_registry.fallback_policies]
    return {model._meta.label_lower: model for model in models if not model._meta.abstract and model is not Page}


def snippet_routes(model):
    """{(namespace, name): pattern} of the screens and choosers of that model."""
    for kind in ("wagtailsnippets", "wagtailsnippetchoosers"):
        namespace = f"{kind}_{model._meta.app_label}_{model._meta.model_name}:"
        for name, pattern in admin_routes().items():
            if name.startswith(namespace):
                yield name, name.removeprefix(namespace), pattern


def our_screens():
    """The addresses of ours that are neither a record's nor Wagtail's: {name: pattern}."""
    ours = {}
    for name, pattern in admin_routes().items():
        is_ours = module_of(pattern).split(".")[0] in OUR_APPS or name.startswith("wagtailusers_users:")
        if is_ours and not name.startswith("wagtailsnippet") and name not in MATRIX["elsewhere"]:
            ours[name] = pattern
    return ours


# --- Nothing is missing ----------------------------------------------------------------------------------------------


def test_every_role_is_in_the_matrix():
    assert roles_of("everybody") == set(ROLES)


def test_every_kind_of_record_with_rights_is_declared():
    missing = sorted(set(our_models()) - set(MATRIX["rights"]))

    assert not missing, "\n".join(
        f'Say in matrix.toml who may do what: [rights."{label}"] with view, add, change and delete.'
        for label in missing
    )
    assert not set(MATRIX["rights"]) - set(our_models()), "matrix.toml declares rights on what has none."


def test_every_screen_of_a_record_is_declared():
    missing = {
        f'Say in matrix.toml which right {name} asks for: [records] {short} = "view", "add", "change" or "delete".'
        for model in our_models().values()
        for name, short, _pattern in snippet_routes(model)
        if short not in MATRIX["records"]
    }
    assert not missing, "\n".join(sorted(missing))


def test_every_screen_of_ours_is_declared():
    missing = sorted(set(our_screens()) - set(MATRIX["screens"]))

    assert not missing, "\n".join(f'Say in matrix.toml who opens it: [screens] "{name}" = "…".' for name in missing)
    gone = set(MATRIX["screens"]) - set(our_screens())
    assert not gone, f"matrix.toml declares screens that do not exist: {gone}"


def test_every_act_on_a_page_is_declared():
    assert set(MATRIX["pages"]) == set(ACTS)
    routes = {name for name in admin_routes() if name.startswith("wagtailadmin_pages:")}
    missing = sorted(routes - {act.route for act in ACTS.values()} - set(MATRIX["elsewhere"]))

    assert not missing, "\n".join(
        f"Add an act for {name} to matrix_world.py, or say in matrix.toml [elsewhere] why it needs none."
        for name in missing
    )


# --- Everything is as declared ---------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def unread(monkeypatch):
    """Screens are not drawn: who may open one is decided before, and drawing takes most of the time."""
    monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", "")


@pytest.fixture
def wrong():
    """Sentences about what was not as declared; the test fails with all of them."""
    sentences = []
    yield sentences
    assert not sentences, "\n" + "\n".join(sentences)


def compare(wrong, role, what, may, could):
    if may and not could:
        wrong.append(f"{role} may {what}, but could not")
    if could and not may:
        wrong.append(f"{role} may not {what}, but could")


def opened(response):
    """Whether a screen opened or a button did something; a refusal is a 403 or a way back to the front.

    Whoever is told that there is no such thing, or is led elsewhere, might have opened it.
    """
    assert response.status_code in (200, 302, 403, 404), response.status_code
    fronts = [reverse("wagtailadmin_home"), reverse("wagtailadmin_login")]
    is_led_on = response.status_code == 302 and response.url.split("?")[0] not in fronts
    return response.status_code in (200, 404) or is_led_on


def undone(function):
    """What the function returns; what it did to the database is taken back."""
    with transaction.atomic():
        result = function()
        transaction.set_rollback(True)
    return result


def visit(client, address):
    response = client.get(address)
    return client.post(address) if response.status_code == 405 else response


@pytest.mark.parametrize("role", ROLES)
def test_a_role_has_the_rights_of_the_matrix(person, wrong, role):
    user = get_user_model().objects.get(pk=person(role).pk)
    for label, actions in MATRIX["rights"].items():
        policy = policy_registry.get_by_type(apps.get_model(label))
        for action, words in actions.items():
            compare(
                wrong, role, f"{action} {label}", role in roles_of(words), policy.user_has_permission(user, action)
            )


@pytest.mark.parametrize("role", ROLES)
def test_a_role_does_with_pages_what_the_matrix_says(client, site, person, wrong, role):
    world = PageWorld()
    client.force_login(person(role, government=Government.objects.first()))
    for state, language in cells_of_pages(role):
        page = world.pages[state, language]
        before = snapshot(page)
        for name, act in ACTS.items():
            may = role in declared(MATRIX["pages"][name], state) and language in languages_of(role)
            could = undone(lambda: acted(client, act, page, world, before))  # noqa: B023
            compare(wrong, role, f"“{name}” a page in {language} that is “{state}”", may, could)


def cells_of_pages(role):
    """Every state; who works in one language is tried in both, who works in both in one of them in turn."""
    for number, state in enumerate(PAGE_STATES):
        for language in LANGUAGES if role in MATRIX["languages"] else [LANGUAGES[number % 2]]:
            yield state, language


def acted(client, act, page, world, before):
    response = act.send(client, page, world)
    if response is None:
        return False
    if not act.changes:
        return opened(response) and (act.data is not None or response.status_code == 200)
    after = snapshot(page)
    return any(before.get(name) != after.get(name) for name in act.changes)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_the_screens_of_records_that_the_matrix_says(client, site, person, wrong, role):
    world = RecordWorld()
    client.force_login(person(role, government=world.government))
    for label, model in our_models().items():
        for name, short, pattern in snippet_routes(model):
            may = role in holders(MATRIX["records"][short], MATRIX["rights"][label])
            for state in RECORD_STATES if name.startswith("wagtailsnippets_") else ["public"]:
                address = address_of_record(world.get(model, state), name, pattern)
                if address and (state == "public" or kwargs_of(pattern)):
                    could = undone(lambda: opened(visit(client, address)))  # noqa: B023
                    compare(wrong, role, f"open {name} of a record that is {state}", may, could)


def address_of_record(record, name, pattern):
    """The address of that screen for the record; None where there is no such record."""
    if record is None:
        return None
    known = {
        "pk": record.pk,
        "token": "none",
        "revision_id": getattr(record, "latest_revision_id", None),
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
    }
    names = [*pattern.pattern.converters, *pattern.pattern.regex.groupindex]
    return reverse(name, kwargs={key: known[key] for key in names})


@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_our_other_screens_that_the_matrix_says(client, site, person, wrong, role):
    client.force_login(person(role, government=Government.objects.first()))
    pk = person(role).pk
    known = {"pk": pk, "plan": pk, "slug": "index", "language": "nl", "name": "none", "kind": "statusreport"}
    known |= {"key": UUID(int=0)}
    for name, pattern in our_screens().items():
        if "page_id" not in kwargs_of(pattern):
            visit_screen(client, wrong, role, name, pattern, known)
    world = PageWorld()
    for state, language in cells_of_pages(role):
        page = world.pages[state, language]
        known = {"page_id": page.pk, "language": "fr" if language == "nl" else "nl"}
        for name, pattern in our_screens().items():
            if "page_id" in kwargs_of(pattern):
                visit_screen(client, wrong, role, name, pattern, known, state, language)


def visit_screen(client, wrong, role, name, pattern, known, state="", language=""):
    address = address_of(name, pattern, known)
    may = role in declared(MATRIX["screens"].get(name, ""), state)
    may = may and (not language or language in languages_of(role))
    could = undone(lambda: opened(visit(client, address)))
    compare(wrong, role, " ".join(["open", name, language, state]).strip(), may, could)
