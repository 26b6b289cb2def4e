"""A document of a private collection is served only to those who may see it."""

import pytest
from django.core.files.base import ContentFile
from wagtail.models import Collection, CollectionViewRestriction

from core.models import SiteDocument
from platform_site.urls import media
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def collection(site):
    return Collection.get_first_root_node().add_child(name="Private")


def document(collection=None):
    document = SiteDocument(title="Nota", collection=collection or Collection.get_first_root_node())
    document.file.save("nota.txt", ContentFile(b"words"), save=False)
    document.save()
    return document


def test_a_public_document_is_served_to_everybody_without_a_cookie(client, site):
    response = client.get(document().url)

    assert response.status_code == 200
    assert b"".join(response.streaming_content) == b"words"
    assert not response.cookies


@pytest.mark.parametrize("restriction", ["login", "groups", "password"])
def test_a_private_document_is_not_served_to_a_stranger(client, collection, restriction):
    CollectionViewRestriction.objects.create(collection=collection, restriction_type=restriction, password="secret")

    response = client.get(document(collection).url)

    assert b"words" not in response.getvalue()
    assert response.status_code in (200, 302)
    assert not response.headers.get("Content-Disposition")


def test_a_private_document_is_served_to_who_is_logged_in(client, collection):
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    client.force_login(UserFactory())

    response = client.get(document(collection).url)

    assert b"".join(response.streaming_content) == b"words"


def test_a_document_is_not_served_under_another_name(client, site):
    found = document()

    assert client.get(f"/documents/{found.pk}/other.txt").status_code == 404


def test_a_text_document_is_never_run_as_a_page(client, site):
    response = client.get(document().url)

    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "text/html" not in response.headers["Content-Type"]


def test_the_files_that_django_hands_out_itself_do_not_include_documents():
    (pattern,) = media

    assert pattern.resolve("media/images/picture.png")
    assert not pattern.resolve("media/documents/nota.txt")
