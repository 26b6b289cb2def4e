"""Draft texts from DOCX: what is read, what is refused, and that a clause keeps its identity."""

import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from docx import Document

from consultations.authoring.docx import holding
from consultations.authoring.docx.numbering import written as as_written
from consultations.authoring.docx.planning import Clause, State, clauses_of, plan_of
from consultations.authoring.docx.reading import Part, parts_of
from consultations.authoring.docx.typed_numbers import split_number
from consultations.models import Consultation
from core.private_files import private_storage
from tests.factories import ConsultationFactory

from .authoring_world import clause

REPORT = "Every organisation reports once a year on what it did about human rights in its chain."
PUBLIC = "The report is public and free of charge for everybody who asks for it."
COMPLAINT = "Whoever is harmed can complain to an independent body that answers within a month."


def saved(document):
    file = BytesIO()
    document.save(file)
    file.seek(0)
    return file


def text(*lines):
    """A file of these lines; one that begins with # is a heading."""
    document = Document()
    for line in lines:
        document.add_heading(line[1:], 1) if line.startswith("#") else document.add_paragraph(line)
    return saved(document)


def read(*lines, languages=("nl",)):
    return parts_of(text(*lines), list(languages))


def repacked(file, change):
    """The same package after `change({name: content})`."""
    with zipfile.ZipFile(file) as package:
        parts = {info.filename: package.read(info) for info in package.infolist()}
    change(parts)
    result = BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    result.seek(0)
    return result


# --- What is read ----------------------------------------------------------------------------------------------------


def test_headings_and_clauses_are_read_in_their_order_with_typed_numbers():
    parts = read("#Chapter 1", "Art. 3. First text", "", "3.2 Second text", "Plain text", "Artikel 4 – Third text")

    assert [(part.kind, part.number, part.texts["nl"]) for part in parts] == [
        ("heading", "", "Chapter 1"),
        ("clause", "Art. 3", "First text"),
        ("clause", "3.2", "Second text"),
        ("clause", "", "Plain text"),
        ("clause", "Art. 4", "Third text"),
    ]


@pytest.mark.parametrize(
    ("words", "number", "rest"),
    [
        ("Article 3bis : Texte", "Art. 3bis", "Texte"),
        ("§ 2. Text", "§ 2", "Text"),
        ("(4) Text", "4", "Text"),
        ("1° Text", "1", "Text"),
        ("a) text", "a", "text"),
        ("12.", "12", ""),
        ("2026 was a year", "", "2026 was a year"),
        ("1.5 million people", "", "1.5 million people"),
        ("Article 5 of the law holds", "", "Article 5 of the law holds"),
        ("Arthritis 3 Text", "", "Arthritis 3 Text"),
    ],
)
def test_a_number_in_front_is_told_from_words(words, number, rest):
    assert split_number(words) == (number, rest)


def test_a_number_alone_belongs_to_the_text_below_and_a_bullet_to_the_clause_above():
    document = Document()
    document.add_paragraph("Art. 7.")
    document.add_paragraph("It concerns:")
    document.add_paragraph("people", style="List Bullet")

    (part,) = parts_of(saved(document), ["nl"])

    assert (part.number, part.texts["nl"]) == ("Art. 7", "It concerns:\n– people")


def test_numbers_that_word_writes_itself_are_known():
    document = Document()
    for words in ("First", "Second"):
        document.add_paragraph(words, style="List Number")

    parts = parts_of(saved(document), ["nl"])

    assert [part.number for part in parts] == ["1", "2"]
    assert [as_written(28, form) for form in ("lowerLetter", "upperRoman", "unknown")] == ["bb", "XXVIII", "28"]


def test_tracked_deletions_are_left_out_and_insertions_are_read():
    def track(parts):
        content = parts["word/document.xml"].decode()
        content = content.replace("<w:r><w:t>old</w:t></w:r>", "<w:del><w:r><w:t>old</w:t></w:r></w:del>")
        parts["word/document.xml"] = content.replace(
            "<w:r><w:t>new</w:t></w:r>", "<w:ins><w:r><w:t>new</w:t></w:r></w:ins>"
        ).encode()

    document = Document()
    paragraph = document.add_paragraph("Some ")
    for words in ("old", "new"):
        paragraph.add_run(words)

    (part,) = parts_of(repacked(saved(document), track), ["nl"])

    assert part.texts["nl"] == "Some new"


@pytest.mark.parametrize(("heading", "order"), [(("Frans", "Nederlands"), ["fr", "nl"]), (None, ["nl", "fr"])])
def test_a_table_has_a_column_for_each_language(heading, order):
    document = Document()
    rows = [*([heading] if heading else []), ("1. One", "1. Un"), ("2. Two", "2. Deux")]
    table = document.add_table(len(rows), 2)
    for row, words in zip(table.rows, rows, strict=True):
        for cell, said in zip(row.cells, words, strict=True):
            cell.text = said

    parts = parts_of(saved(document), ["nl", "fr"])

    assert [part.number for part in parts] == ["1", "2"]
    assert parts[1].texts == dict(zip(order, ("Two", "Deux"), strict=True))


# --- What is refused -------------------------------------------------------------------------------------------------


def entity(parts):
    doctype = b'<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"?>", b"?>" + doctype, 1)


def macros(parts):
    parts["word/vbaProject.bin"] = b"macro"


def macro_type(parts):
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"openxml", b"ms-word.macroEnabled", 1)


def bomb(parts):
    parts["word/media/bomb.png"] = b"\x00" * (30 * 1024 * 1024)


def broken(parts):
    parts["word/document.xml"] = parts["word/document.xml"][:-20]


def embedded(parts):
    parts["word/embeddings/sheet.xlsx"] = b"PK"


def wrong_part(parts):
    parts["word/styles.xml"] = b"<x/>"
    del parts["_rels/.rels"]


def other_case(parts):
    parts["[content_types].XML"] = parts.pop("[Content_Types].xml")


def wrong_value(parts):
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b'w:default="1"', b'w:default="-9"')


def deep(parts):
    nested = b"<w:sdt><w:sdtContent>" * 2000 + b"</w:sdtContent></w:sdt>" * 2000
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", b"<w:body>" + nested, 1)


HOSTILE = [
    entity, macros, macro_type, bomb, broken, embedded, wrong_part, other_case, wrong_value, deep,
]  # fmt: skip


@pytest.mark.parametrize("change", HOSTILE)
def test_a_hostile_package_is_refused(change):
    with pytest.raises(ValidationError):
        parts_of(repacked(text("Words"), change), ["nl"])


@pytest.mark.parametrize(
    "content", [b"", b"Words", b"PK\x03\x04 and more", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"x" * (6 * 1024 * 1024)]
)
def test_what_is_no_docx_is_refused(content):
    with pytest.raises(ValidationError):
        parts_of(BytesIO(content), ["nl"])


def test_nothing_too_much_and_too_long_are_refused_in_words():
    for lines in ([""], ["Words"] * 501, ["Words " * 2000]):
        with pytest.raises(ValidationError):
            read(*lines)
    with pytest.raises(ValidationError):
        parts_of(text("No table"), ["nl", "fr"])


# --- Identity --------------------------------------------------------------------------------------------------------


def there(*clauses):
    """Clauses of a draft text: (number, Dutch, French); their uid is their place."""
    return [
        Clause("clause", number, {"nl": nl, "fr": fr}, uid) for uid, (number, nl, fr) in enumerate(clauses, start=1)
    ]


def planned(clauses, *parts, languages=("nl",), **values):
    said = [Part("clause", number, {languages[0]: words}) for number, words in parts]
    return [(row.state, row.uid, row.number) for row in plan_of(said, clauses, list(languages), **values).rows]


def test_a_redraft_keeps_identities_by_number_and_by_words():
    clauses = there(("1", REPORT, "A"), ("2", PUBLIC, "B"), ("3", COMPLAINT, "C"))

    rows = planned(
        clauses,
        ("1", REPORT),
        ("2", "Something that was never said before about quite another subject."),
        ("3", PUBLIC.replace("free of charge", "costs nothing")),
    )

    assert rows == [
        (State.SAME, 1, "1"),
        (State.NEW, "", "2"),
        (State.CHANGED, 2, "3"),
        (State.GONE, 3, "3"),
    ]


def test_a_clause_that_moved_keeps_its_identity_whatever_its_number():
    rows = planned(there(("1", REPORT, ""), ("2", PUBLIC, "")), ("1", COMPLAINT), ("2", REPORT), ("3", PUBLIC))

    assert rows == [(State.NEW, "", "1"), (State.CHANGED, 1, "2"), (State.CHANGED, 2, "3")]


def test_the_second_language_goes_to_the_same_clauses_by_number_and_by_place():
    clauses = there(("Art. 1", REPORT, ""), ("", PUBLIC, ""), ("Art. 2", COMPLAINT, ""))

    rows = planned(clauses, ("Art. 1", "Un"), ("", "Deux"), ("Art. 2", "Trois"), languages=["fr"])
    less = planned(clauses, ("Art. 2", "Trois"), languages=["fr"])

    assert rows == [(State.CHANGED, 1, "Art. 1"), (State.CHANGED, 2, ""), (State.CHANGED, 3, "Art. 2")]
    assert less == [(State.KEPT, 1, "Art. 1"), (State.KEPT, 2, ""), (State.CHANGED, 3, "Art. 2")]


def test_an_editor_can_say_that_a_clause_is_another_one():
    rows = planned(there(("1", REPORT, "A")), ("1", REPORT + " Again."), apart={0})

    assert rows == [(State.GONE, 1, "1"), (State.NEW, "", "1")]


# --- The screens -----------------------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def private_folder(settings, tmp_path):
    settings.PRIVATE_MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def consultation(site):
    return ConsultationFactory()


@pytest.fixture
def manager(person, client):
    user = person("consultation-manager")
    client.force_login(user)
    return user


def url(name, *args):
    return reverse(Consultation.snippet_viewset.get_url_name(name), args=args)


def send(client, consultation, file, language="nl"):
    upload = SimpleUploadedFile("text.docx", file.read())
    return client.post(url("upload_text", consultation.pk), {"language": language, "file": upload})


def confirm(client, review, **more):
    shown = client.get(review)
    return client.post(review, {"seen": shown.context["plan"].digest()} | more)


def taken_in(client, consultation, *lines, language="nl", **more):
    review = send(client, consultation, text(*lines), language).url
    confirm(client, review, **more)
    consultation.refresh_from_db()
    return clauses_of(consultation)


@pytest.mark.django_db
def test_two_languages_and_a_redraft_are_taken_in_and_identities_stay(client, consultation, manager):
    dutch = taken_in(client, consultation, "#Kop", f"Art. 1. {REPORT}", f"Art. 2. {PUBLIC}")
    french = taken_in(client, consultation, "#Titre", "Article 1. Rapport", "Article 2. Public", language="fr")
    again = taken_in(
        client, consultation, "#Kop", f"Art. 1. {COMPLAINT}", f"Art. 2. {REPORT}", f"Art. 3. {PUBLIC} Ja."
    )

    assert [item.uid for item in french] == [item.uid for item in dutch]
    assert french[2].texts == {"nl": PUBLIC, "fr": "Public"}
    assert [item.uid for item in again][2:] == [item.uid for item in dutch][1:]
    assert again[3].texts == {"nl": f"{PUBLIC} Ja.", "fr": "Public"}
    assert again[1].texts == {"nl": COMPLAINT} | {"fr": ""}
    assert again[3].number == "Art. 3"


@pytest.mark.django_db
def test_nothing_is_done_before_it_is_confirmed_and_then_once(client, consultation, manager, private_folder):
    review = send(client, consultation, text(f"1. {REPORT}", f"2. <b>{PUBLIC}</b>")).url
    shown = client.get(review).text
    consultation.refresh_from_db()
    assert len(consultation.draft_text) == 0
    assert f"&lt;b&gt;{PUBLIC}" in shown

    confirm(client, review)

    consultation.refresh_from_db()
    assert len(consultation.draft_text) == 2
    assert consultation.latest_revision.user == manager
    assert client.get(review).url == url("upload_text", consultation.pk)
    assert private_storage().listdir(holding.FOLDER)[1] == []


@pytest.mark.django_db
def test_what_is_gone_goes_unless_it_is_kept(client, consultation, manager):
    before = taken_in(client, consultation, f"1. {REPORT}", f"2. {PUBLIC}")

    kept = taken_in(client, consultation, f"2. {PUBLIC}", keep_gone="on")
    gone = taken_in(client, consultation, f"2. {PUBLIC}")

    assert kept == before
    assert gone == before[1:]


@pytest.mark.django_db
def test_what_changed_after_the_dry_run_is_shown_anew(client, consultation, manager):
    review = send(client, consultation, text(f"1. {REPORT}")).url
    seen = client.get(review).context["plan"].digest()
    consultation.draft_text = [clause("9", "Somebody else")]
    consultation.save()

    for data in ({"seen": seen}, {"seen": "x" * 99}, {"seen": seen, "apart": ["99"]}, {}):
        response = client.post(review, data)
        assert response.url == review

    consultation.refresh_from_db()
    assert [item.number for item in clauses_of(consultation)] == ["9"]


@pytest.mark.django_db
def test_an_upload_is_for_one_person_one_consultation_and_one_day(consultation, manager, person):
    at = timezone.now()
    values = {"consultation": consultation, "at": at}
    token = holding.keep(user=manager, name="x", languages=["nl"], parts=[], **values).token

    assert holding.kept(token=token, user=manager, **values)
    assert not holding.kept(token=token, user=person("consultation-manager"), **values)
    assert not holding.kept(token=token, user=manager, consultation=ConsultationFactory(), at=at)
    assert not holding.kept(token=token, user=manager, consultation=consultation, at=at + timedelta(hours=25))
    for forged in ("../../settings", "x" * 43, ""):
        assert not holding.kept(token=forged, user=manager, **values)


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "said"), [("nl", "macro’s"), ("fr", "macros")])
def test_a_refusal_is_said_beside_the_file(client, person, consultation, language, said):
    client.force_login(person("consultation-manager", language=language))

    response = send(client, consultation, repacked(text("Words"), macros))

    assert said in response.context["form"].errors["file"][0]
