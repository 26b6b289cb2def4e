"""Logos that people send in: by what they hold, seen by few until they are accepted, and nothing along with them."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings as project_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from core.models import SiteImage
from partners.models import Organisation, ProfileSubmission
from partners.profile import logos
from partners.services.profile_drafts import profile_start
from partners.services.profiles import profile_accept, profile_submit
from tests.factories import OrganisationFactory, RepresentativeFactory, person_in_role

pytestmark = pytest.mark.django_db

SECRET = b"hidden-in-the-file"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture(autouse=True)
def private_folder(settings, tmp_path):
    settings.PRIVATE_MEDIA_ROOT = str(tmp_path)
    return tmp_path


@pytest.fixture
def organisation(site):
    return OrganisationFactory(code="voorbeeld")


@pytest.fixture
def member(organisation):
    return RepresentativeFactory(organisation=organisation, role="member").user


@pytest.fixture
def browser(client, member, organisation):
    client.force_login(member)
    profile_start(organisation=organisation, user=member, language="nl")
    return client


def url(name="profile", **more):
    with override("nl"):
        return reverse(f"space:{name}", kwargs={"code": "voorbeeld", **more})


def picture(kind="PNG", size=(120, 80), **options):
    file = BytesIO()
    Image.new("RGB" if kind == "JPEG" else "RGBA", size, "teal").save(file, kind, **options)
    return file.getvalue()


def told_of_somebody():
    info, exif = PngInfo(), Image.Exif()
    info.add_text("Comment", SECRET.decode())
    exif[0x010E] = SECRET.decode()
    return picture(pnginfo=info, exif=exif)


def add(browser, content, name="logo.png", **typed):
    typed = {"seen": 0, "tab": "a", "act": "keep", **typed, "logo": SimpleUploadedFile(name, content)}
    return browser.post(url(), typed)


def now():
    return ProfileSubmission.objects.get()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "AVIF"])
def test_a_picture_is_taken_by_what_it_holds_whatever_its_name(browser, kind):
    assert add(browser, picture(kind), "logo.exe").status_code == 302

    with Image.open(now().logo) as kept:
        assert (kept.format, kept.size) == ("JPEG" if kind == "JPEG" else "PNG", (120, 80))


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("logo.svg", SVG, logos.DRAWING),
        ("logo.png", SVG, logos.DRAWING),
        ("logo.svgz", b"\x1f\x8b\x08\x00rest", logos.DRAWING),
        ("logo.png", b"<script>alert(1)</script>", logos.OTHER),
        ("logo.png", b"#!/bin/sh\nrm -rf /", logos.OTHER),
        ("logo.png", b"MZ\x90\x00" + b"\x00" * 400, logos.OTHER),
        ("logo.gif", b"GIF89a" + b"\x00" * 40, logos.OTHER),
        ("logo.png", b"", logos.EMPTY),
        ("klein.png", picture(size=(8, 8)), logos.TOO_SMALL),
    ],
    ids=["svg", "svg as png", "packed svg", "script", "shell", "program", "gif", "nothing", "small"],
)
def test_what_is_no_logo_is_refused_in_words_and_what_was_typed_is_kept(browser, name, content, reason):
    answer = add(browser, content, name, text_nl="Lang verhaal")

    assert answer.status_code == 422
    (message,) = answer.context["form"].errors["logo"]
    assert message == str(reason) % {"smallest": logos.SMALLEST_SIDE}
    assert (now().logo.name, now().typed["text_nl"]) == ("", "Lang verhaal")


@pytest.mark.parametrize("broken", [picture()[:60], picture("JPEG")[:200]], ids=["png", "jpeg"])
def test_half_a_picture_is_refused(browser, broken):
    assert add(browser, broken).status_code == 422


def test_a_bomb_is_refused_before_it_is_unpacked(browser):
    header = b"IHDR" + struct.pack(">IIBBBBB", 30_000, 30_000, 8, 6, 0, 0, 0)
    small = picture()
    bomb = small[:12] + header + struct.pack(">I", zlib.crc32(header)) + small[33:]

    answer = add(browser, bomb)

    assert answer.context["form"].errors["logo"] == [str(logos.TOO_MANY)]


def test_a_hundred_megabytes_are_refused_before_they_are_read_whole(browser, monkeypatch):
    monkeypatch.setattr(logos, "LARGEST", 1024)
    monkeypatch.setattr("partners.profile.uploads.LARGEST", 1024)
    read = []
    payload = SimpleUploadedFile("logo.png", picture() + b"\x00" * 400_000)
    monkeypatch.setattr("django.core.files.uploadhandler.MemoryFileUploadHandler.receive_data_chunk", read.append)

    answer = browser.post(url(), {"seen": 0, "tab": "a", "text_nl": "Lang verhaal", "logo": payload, "act": "check"})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["logo"]
    assert not read  # nothing of it was kept, neither in memory nor on disk
    assert now().typed["text_nl"] == "Lang verhaal"


def test_nothing_of_the_file_itself_is_kept_or_published(browser, member, organisation, private_folder):
    add(browser, told_of_somebody() + b"PK\x03\x04" + SECRET)
    submission = now()
    assert SECRET not in submission.logo.read()
    assert str(project_settings.MEDIA_ROOT) not in submission.logo.path

    accepted = profile_submit(submission=submission, by=member)
    profile_accept(submission=accepted, by=person_in_role("partner-manager"))

    image = Organisation.objects.get(pk=organisation.pk).logo
    assert SECRET not in image.file.open().read()
    assert (image.width, image.height) == (120, 80)
    assert organisation.name_fr in image.alt_text_fr
    assert now().logo.name == ""


def test_an_accepted_logo_stands_on_a_picture_of_its_own(
    browser, member, organisation, django_capture_on_commit_callbacks
):
    old = SiteImage.objects.create(title="Oud", file=SimpleUploadedFile("oud.png", picture()))
    Organisation.objects.filter(pk=organisation.pk).update(logo=old)
    add(browser, picture(size=(200, 100)))
    file = Path(now().logo.path)

    with django_capture_on_commit_callbacks(execute=True):
        sent = profile_submit(submission=now(), by=member)
        profile_accept(submission=sent, by=person_in_role("partner-manager"))

    assert Organisation.objects.get(pk=organisation.pk).logo.width == 200
    assert SiteImage.objects.filter(pk=old.pk).exists()  # a revision of the register still names it
    assert not file.exists()


def test_a_moderator_can_leave_the_logo_out(browser, member, organisation):
    add(browser, picture(), website="https://nieuw.example")
    sent = profile_submit(submission=now(), by=member)

    profile_accept(submission=sent, by=person_in_role("partner-manager"), texts={"logo": False})

    organisation.refresh_from_db()
    assert (organisation.website, organisation.logo) == ("https://nieuw.example", None)


def test_the_new_logo_is_seen_by_its_people_and_by_moderators_only(browser, client):
    add(browser, picture())
    address = url("profile_logo", pk=now().pk)

    seen = browser.get(address)
    assert (seen.status_code, seen.headers["Content-Type"]) == (200, "image/png")
    assert "private" in seen.headers["Cache-Control"]
    assert seen.headers["X-Content-Type-Options"] == "nosniff"
    for somebody, status in [
        (person_in_role("partner-manager"), 200),
        (RepresentativeFactory().user, 404),
        (person_in_role("dutch-editor"), 404),
    ]:
        client.force_login(somebody)
        assert client.get(address).status_code == status
    assert client.get(url("profile_logo", pk=10**30)).status_code == 404
    client.logout()
    assert client.get(address).status_code == 302


def test_a_logo_of_a_colleague_is_not_replaced_unseen(browser):
    add(browser, picture(size=(100, 100)), tab="a")

    answer = add(browser, picture(size=(300, 100)), tab="b")

    assert answer.status_code == 422
    with Image.open(now().logo) as kept:
        assert kept.size == (100, 100)
    assert add(browser, picture(size=(300, 100)), seen=now().version, tab="b").status_code == 302


def test_a_new_logo_is_taken_out_again(browser, django_capture_on_commit_callbacks):
    add(browser, picture())
    file = Path(now().logo.path)

    with django_capture_on_commit_callbacks(execute=True):
        browser.post(url(), {"seen": now().version, "act": "remove-logo"})

    assert now().logo.name == ""
    assert not file.exists()
