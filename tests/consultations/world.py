"""A consultation with a question of every kind, and people who answer it."""

from datetime import date, datetime
from uuid import NAMESPACE_URL, uuid4, uuid5
from zoneinfo import ZoneInfo

from consultations.about import About
from consultations.kinds import Publication, QuestionKind, RespondentKind
from consultations.models import QuestionnaireVersion
from consultations.services.drafts import draft_save, draft_start
from consultations.services.sending import contribution_send
from consultations.services.versions import version_make
from consultations.typed import CLAUSE, OTHER, QUESTION
from core.languages import language_codes
from tests.factories import ConsultationFactory

BRUSSELS = ZoneInfo("Europe/Brussels")
OPENS_ON, CLOSES_ON = date(2026, 10, 1), date(2026, 11, 30)


def moment(*parts):
    """A moment on the clock of Brussels: moment(2026, 10, 25, 2, 30)."""
    return datetime(*parts, tzinfo=BRUSSELS)


DURING = moment(2026, 10, 20, 12)


def uid_of(name):
    return str(uuid5(NAMESPACE_URL, name))


class Sample:
    """A document with every kind of question; its identities differ for each `seed`."""

    def __init__(self, seed=None):
        self.seed = seed or uuid4().hex

    def uid(self, name):
        return uid_of(f"{self.seed}/{name}")

    def key(self, name):
        """The key of a question's field in a draft."""
        return QUESTION + self.uid(name)

    def clause_key(self, name):
        return CLAUSE + self.uid(name)

    def words(self, name):
        return {code: f"{name} ({code})" for code in language_codes()}

    def question(self, name, kind, **more):
        return {
            "uid": self.uid(name), "kind": kind, "code": name, "text": self.words(name),
            "help": dict.fromkeys(language_codes(), ""), "required": False, "publishable": True, "sensitive": False,
            "purpose": {}, "match": "all", "conditions": [],
        } | more  # fmt: skip

    def options(self, name, count, **exclusive):
        return [
            {"uid": self.uid(f"{name}/{n}"), "text": self.words(f"{name} {n}"), "exclusive": n in exclusive.values()}
            for n in range(1, count + 1)
        ]

    def document(self):
        k = QuestionKind
        first = [
            self.question("single", k.SINGLE, required=True, options=self.options("single", 3), other=True),
            self.question("multiple", k.MULTIPLE, options=self.options("multiple", 4, none=4), at_most=2, other=True),
            self.question("scale", k.SCALE, first=1, last=5, low=self.words("low"), high=self.words("high")),
            self.question("ranking", k.RANKING, options=self.options("ranking", 3)),
            self.question("matrix", k.MATRIX, options=self.options("matrix", 3), rows=self.options("matrix row", 2)),
            {"uid": self.uid("statement"), "kind": "statement", "text": self.words("statement")},
        ]
        second = [
            self.question("short", k.SHORT_TEXT, longest=100),
            self.question("long", k.LONG_TEXT, longest=2000),
            self.question("number", k.NUMBER, least="0", most="1000", decimals=1, unit=self.words("unit")),
            self.question("date", k.DATE),
            self.question("email", k.EMAIL),
            self.question("file", k.FILE, at_most=2),
            self.question("sensitive", k.SHORT_TEXT, sensitive=True, purpose=self.words("purpose"), longest=100),
            self.question(
                "hidden", k.SHORT_TEXT, required=True, longest=100,
                conditions=[
                    {"question": self.uid("single"), "test": "one_of", "options": [self.uid("single/2")], "value": ""}
                ],
            ),
        ]  # fmt: skip
        return {
            "format": 1,
            "sections": [
                {"uid": self.uid("first"), "title": self.words("first"), "introduction": {}, "items": first},
                {"uid": self.uid("second"), "title": self.words("second"), "introduction": {}, "items": second},
            ],
            "clauses": [
                {"uid": self.uid("heading"), "kind": "heading", "number": "", "text": self.words("heading")},
                *(
                    {"uid": self.uid(f"clause/{n}"), "kind": "clause", "number": str(n), "text": self.words("clause")}
                    for n in (1, 2, 3)
                ),
            ],
        }

    def typed(self):
        """An answer to every question that is asked, as typed."""
        return {
            self.key("single"): {"option": self.uid("single/1"), "other": ""},
            self.key("multiple"): {"options": [self.uid("multiple/1"), OTHER], "other": "Iets anders"},
            self.key("scale"): "4",
            self.key("ranking"): {self.uid(f"ranking/{n}"): str(4 - n) for n in (1, 2, 3)},
            self.key("matrix"): {self.uid(f"matrix row/{n}"): self.uid(f"matrix/{n}") for n in (1, 2)},
            self.key("short"): "Kort",
            self.key("long"): "Lang\nin twee regels",
            self.key("number"): "12,5",
            self.key("date"): "2026-10-20",
            self.key("email"): "somebody@example.org",
            self.key("sensitive"): "Iets persoonlijks",
            self.clause_key("clause/1"): {"stance": "change", "text": "Anders zeggen"},
        }


ABOUT = About(
    respondent=RespondentKind.INDIVIDUAL,
    name="Griet Voorbeeld",
    email="griet@example.org",
    publication=Publication.ANONYMOUS,
    consents=(("nl", "Ik ga akkoord."),),
)


def opened(sample=None, **values):
    """(an open consultation, its sample): version 1 was made."""
    sample = sample or Sample()
    consultation = ConsultationFactory(**({"opens_on": OPENS_ON, "closes_on": CLOSES_ON} | values))
    version_make(
        consultation=consultation, document=sample.document(), kind=QuestionnaireVersion.Kind.OPENING, at=DURING
    )
    return consultation, sample


def begun(consultation, sample, typed=None, language="nl", at=DURING):
    draft = draft_start(consultation=consultation, language=language, at=at)
    return draft_save(draft=draft, typed=sample.typed() if typed is None else typed, seen=0, at=at).draft


def sent(consultation, sample, typed=None, language="nl", about=ABOUT, at=DURING):
    draft = begun(consultation, sample, typed, language, at)
    contribution, _new = contribution_send(draft=draft, about=about, at=at)
    return contribution
