"""Documents in drafts and contributions: who adds, removes and opens them."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import FileSystemStorage
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from consultations.access import CONTRIBUTIONS, DRAFTS
from consultations.fields.widgets import Documents
from consultations.files import services
from consultations.files.services import file_add, file_remove, files_of
from consultations.models import AccessEntry, AnswerFile
from consultations.questionnaire import read
from consultations.services.drafts import AlreadySent, draft_edit
from consultations.services.leftovers import clean_leftovers
from consultations.services.sending import contribution_send
from consultations.services.versions import version_make

from .documents import EICAR, PDF, document, upload
from .world import ABOUT, DURING, begun, opened

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path, monkeypatch):
    """Where the files of one test stand."""
    settings.PRIVATE_MEDIA_ROOT = tmp_path
    storage = FileSystemStorage(location=tmp_path, base_url=None)
    monkeypatch.setattr(AnswerFile._meta.get_field("file"), "storage", storage)
    return tmp_path


def stored(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def asked(**values):
    """(a draft, the uid of its question for documents)."""
    consultation, sample = opened(**values)
    return begun(consultation, sample), sample.uid("file")


def refused(draft, uid, uploaded):
    with pytest.raises(ValidationError) as error:
        file_add(draft, uid, uploaded, DURING)
    return error.value.message


def test_a_document_is_kept_under_a_name_that_nobody_guesses(folder):
    draft, uid = asked()

    added = file_add(draft, uid, upload("../../Ons advies.pdf", PDF), DURING)

    (path,) = stored(folder)
    assert path.read_bytes() == PDF
    assert len(path.name) == 32
    assert "advies" not in str(path.relative_to(folder))
    assert (added.name, added.size, added.content_type) == ("Ons advies.pdf", len(PDF), "application/pdf")
    assert files_of(draft) == {uid: [added]}
    draft.refresh_from_db()
    assert draft.saved_at == DURING


def test_the_same_document_twice_is_one_and_another_draft_has_its_own(folder):
    draft, uid = asked()
    first = file_add(draft, uid, upload("a.pdf", PDF), DURING)

    again = file_add(draft, uid, upload("b.pdf", PDF), DURING)
    other = file_add(*asked(), upload("a.pdf", PDF), DURING)

    assert again == first
    assert other != first
    assert len(stored(folder)) == 2


def test_so_many_documents_as_the_question_says(folder):
    draft, uid = asked()
    for extension in ("pdf", "docx"):
        file_add(draft, uid, upload(f"a.{extension}", document(extension)), DURING)

    assert refused(draft, uid, upload("a.png", document("png"))) == services.TOO_MANY
    assert len(stored(folder)) == 2


def test_so_many_bytes_as_fit_in_a_draft(monkeypatch):
    monkeypatch.setattr(services, "LARGEST_TOGETHER", len(PDF) + 10)
    draft, uid = asked()
    file_add(draft, uid, upload("a.pdf", PDF), DURING)

    assert refused(draft, uid, upload("b.txt", b"eleven signs")) == services.TOO_MUCH
    assert file_add(draft, uid, upload("b.txt", b"ten signs!"), DURING)


def test_only_a_question_for_documents_of_this_version_takes_one(folder):
    draft, _uid = asked()
    _other_draft, other_uid = asked()
    short = next(key for key in draft.typed).removeprefix("q-")

    for wrong in (other_uid, short, "x", "", "\x00", "../.."):
        assert refused(draft, wrong, upload("a.pdf", PDF)) == services.NOT_ASKED
    assert not stored(folder)


def test_what_is_refused_leaves_nothing_behind(folder):
    draft, uid = asked()

    refused(draft, uid, upload("a.exe", b"MZ"))
    refused(draft, uid, upload("a.pdf", b"MZ"))

    assert not stored(folder)
    assert not AnswerFile.objects.exists()


def test_a_row_that_cannot_be_kept_leaves_no_file(folder, monkeypatch):
    draft, uid = asked()

    def refuse(*args, **kwargs):
        raise IntegrityError

    monkeypatch.setattr(AnswerFile, "save", refuse)
    with pytest.raises(IntegrityError):
        file_add(draft, uid, upload("a.pdf", PDF), DURING)

    assert not stored(folder)


def test_a_document_that_is_taken_out_is_gone(folder, django_capture_on_commit_callbacks):
    draft, uid = asked()
    added = file_add(draft, uid, upload("a.pdf", PDF), DURING)

    with django_capture_on_commit_callbacks(execute=True):
        assert file_remove(draft, str(added.key))

    assert not stored(folder)
    assert not AnswerFile.objects.exists()
    assert not file_remove(draft, str(added.key))


@pytest.mark.parametrize("key", ["", "x", "\x00", "1" * 5000, None])
def test_a_key_that_is_none_removes_nothing(key):
    draft, uid = asked()
    file_add(draft, uid, upload("a.pdf", PDF), DURING)

    assert not file_remove(draft, key)
    assert AnswerFile.objects.count() == 1


def test_nobody_removes_a_document_of_another_draft():
    draft, uid = asked()
    added = file_add(draft, uid, upload("a.pdf", PDF), DURING)
    another, _uid = asked()

    assert not file_remove(another, str(added.key))
    assert AnswerFile.objects.count() == 1


def test_a_sent_draft_takes_and_loses_nothing():
    draft, uid = asked()
    added = file_add(draft, uid, upload("a.pdf", PDF), DURING)
    contribution, _new = contribution_send(draft=draft, about=ABOUT, at=DURING)

    with pytest.raises(AlreadySent):
        file_add(draft, uid, upload("b.png", document("png")), DURING)
    with pytest.raises(AlreadySent):
        file_remove(draft, str(added.key))
    assert contribution.files.get() == added


def test_what_was_sent_stays_until_its_edit_is_sent(folder, django_capture_on_commit_callbacks):
    draft, uid = asked()
    added = file_add(draft, uid, upload("a.pdf", PDF), DURING)
    contribution, _new = contribution_send(draft=draft, about=ABOUT, at=DURING)
    edit = draft_edit(contribution=contribution, at=DURING)

    assert file_remove(edit, str(added.key))
    assert files_of(edit) == {}
    assert contribution.files.get() == added
    contribution_send(draft=edit, about=ABOUT, at=DURING)
    with django_capture_on_commit_callbacks(execute=True):
        clean_leftovers(timezone.now() + timedelta(days=2))

    assert not contribution.files.exists()
    assert not stored(folder)


def test_the_documents_of_a_draft_are_one_query(django_assert_num_queries):
    draft, uid = asked()
    for number in range(2):
        file_add(draft, uid, upload("a.txt", b"text %d" % number), DURING)

    with django_assert_num_queries(1):
        assert len(files_of(draft)[uid]) == 2


# --- Who opens them


@pytest.fixture
def added():
    """A document in a draft of a consultation that is open today."""
    today = timezone.localdate()
    consultation, sample = opened(opens_on=today, closes_on=today)
    draft = begun(consultation, sample, at=timezone.now())
    return file_add(draft, sample.uid("file"), upload("Één “advies”.pdf", PDF), timezone.now())


def remembers(client, name, *keys):
    session = client.session
    session[name] = [str(key) if name == DRAFTS else key for key in keys]
    session.save()


def send(added):
    contribution, _new = contribution_send(draft=added.draft, about=ABOUT, at=timezone.now())
    added.refresh_from_db()
    return contribution


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_whoever_added_a_document_opens_it_and_nobody_else(client, site, added, language):
    with override(language):
        url = reverse("take_part:document", args=[added.key])

    assert client.get(url).status_code == 404
    remembers(client, DRAFTS, added.draft.key)
    response = client.get(url)

    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''%C3%89%C3%A9n")
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))
    assert client.post(url).status_code == 405


def test_whoever_sent_a_contribution_opens_its_documents(client, site, added):
    contribution = send(added)
    url = reverse("take_part:document", args=[added.key])

    remembers(client, DRAFTS, added.draft.key)
    assert client.get(url).status_code == 404
    remembers(client, CONTRIBUTIONS, contribution.pk)
    assert client.get(url).status_code == 200


def test_a_document_of_another_draft_of_the_same_consultation_stays_closed(client, site, added):
    consultation = added.draft.consultation
    mine = begun(consultation, None, typed={}, at=timezone.now())
    remembers(client, DRAFTS, mine.key)

    assert client.get(reverse("take_part:document", args=[added.key])).status_code == 404


def test_a_document_of_which_the_file_is_gone_is_not_found(client, site, added):
    added.file.storage.delete(added.file.name)
    remembers(client, DRAFTS, added.draft.key)

    assert client.get(reverse("take_part:document", args=[added.key])).status_code == 404


@pytest.mark.parametrize("scan", ["waiting", "infected"])
@pytest.mark.parametrize("language", ["nl", "fr"])
def test_what_is_not_clean_is_opened_by_nobody(client, site, person, added, settings, scan, language):
    settings.CLAMD = "127.0.0.1:9"
    send(added)
    AnswerFile.objects.update(scan=scan)
    remembers(client, CONTRIBUTIONS, added.contribution_id)

    with override(language):
        response = client.get(reverse("take_part:document", args=[added.key]))
    client.force_login(person("consultation-manager"))
    for_staff = client.get(reverse("consultation_document", args=[added.key]))

    assert response.status_code == 403
    assert PDF not in response.content
    assert added.name in response.content.decode()
    assert for_staff.status_code == 302
    assert not AccessEntry.objects.exists()


def test_what_came_in_before_there_was_a_scanner_waits_for_it(client, site, added, settings):
    remembers(client, DRAFTS, added.draft.key)
    url = reverse("take_part:document", args=[added.key])

    assert client.get(url).status_code == 200
    settings.CLAMD = "127.0.0.1:9"
    assert client.get(url).status_code == 403


def test_a_member_of_the_staff_who_opens_a_document_is_recorded(client, site, person, added):
    contribution = send(added)
    user = person("analyst")
    client.force_login(user)

    response = client.get(reverse("consultation_document", args=[added.key]))

    assert b"".join(response.streaming_content) == PDF
    policy = response["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "default-src 'none'" in policy
    assert "script-src 'none'" in policy
    assert "no-store" in response["Cache-Control"]
    entry = AccessEntry.objects.get()
    assert (entry.act, entry.user, entry.contribution) == ("open_file", user, contribution)


@pytest.mark.parametrize(
    ("role", "opened_by_it"),
    [("consultation-manager", [200, 200]), ("analyst", [200, 302]), ("dutch-editor", [302, 302])],
)
def test_a_document_about_personal_matters_needs_one_right_more(client, site, person, role, opened_by_it):
    today = timezone.localdate()
    found = []
    for is_sensitive in (False, True):
        consultation, sample = opened(opens_on=today, closes_on=today)
        document = sample.document()
        next(item for item in document["sections"][1]["items"] if item["code"] == "file")["sensitive"] = is_sensitive
        version_make(consultation=consultation, document=document, kind="correction", at=timezone.now())
        draft = begun(consultation, sample, at=timezone.now())
        found.append(file_add(draft, sample.uid("file"), upload("a.pdf", PDF), timezone.now()))
        send(found[-1])
    client.force_login(person(role))

    answers = [client.get(reverse("consultation_document", args=[file.key])).status_code for file in found]

    assert answers == opened_by_it


def test_the_staff_opens_no_document_of_a_draft(client, site, person, added):
    client.force_login(person("consultation-manager"))

    assert client.get(reverse("consultation_document", args=[added.key]), follow=True).status_code == 404


def test_nobody_opens_one_without_a_log_in(client, site, added):
    send(added)

    assert client.get(reverse("consultation_document", args=[added.key])).status_code == 302
    assert not AccessEntry.objects.exists()


def test_eicar_is_plain_text_where_there_is_no_scanner():
    draft, uid = asked()

    assert file_add(draft, uid, upload("eicar.txt", EICAR), DURING).scan == AnswerFile.Scan.NOT_SCANNED


# --- The field


@pytest.mark.parametrize("scan", ["not_scanned", "waiting", "infected"])
def test_the_field_shows_what_was_added_and_takes_it_out_without_a_script(scan):
    draft, uid = asked()
    added = file_add(draft, uid, upload("<b>a</b>.pdf", PDF), DURING)
    AnswerFile.objects.update(scan=scan)
    item = read(draft.version.document).questions[uid]

    html = Documents(item, "nl", files_of(draft)[uid]).render(f"q-{uid}", None, {"id": "id_x"})

    assert f'name="remove-file" value="{added.key}"' in html
    assert added.name in html
    assert "<b>" not in html
    assert f'name="q-{uid}" id="id_x" accept=".pdf,' in html
    assert (reverse("take_part:document", args=[added.key]) in html) == (scan == "not_scanned")
    assert ("documents__state" in html) == (scan != "not_scanned")
