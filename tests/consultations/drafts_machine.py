"""Somebody who answers in two tabs and two languages, comes back, sends, edits and withdraws: nothing is lost."""

from datetime import timedelta
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from consultations.models import Contribution, Draft, Phase
from consultations.questionnaire import read
from consultations.services.drafts import AlreadySent, draft_edit, draft_save, draft_start
from consultations.services.sending import NotSent, TooLate, contribution_send, contribution_withdraw
from consultations.storing import answers_digest, typed_again
from consultations.typed import is_empty
from tests.consultations.world import ABOUT, DURING, Sample, opened

TABS = st.sampled_from(["first", "second"])
LANGUAGES = st.sampled_from(["nl", "fr"])
NAMES = st.sampled_from(["single", "short", "long", "number", "scale"])
WORDS = st.sampled_from(["", "een", "deux", "drie\nregels", "1", "2", "te lang" * 20])


class Tab:
    """A page that stays open: what it was made of, its own name, and the texts that somebody saw in it."""

    def __init__(self, draft, language, texts):
        self.seen, self.name, self.language = draft.revision, uuid4().hex, language
        self.knows = set(texts.values())


class Writer(RuleBasedStateMachine):
    """`kept` is what must be in the draft, by key, `last` a mark of each text in it; `sent` what must be sent."""

    def __init__(self):
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    @initialize()
    def begin(self):
        self.consultation, self.sample = opened(Sample("machine"), grace_hours=24)
        self.at, self.sent, self.contribution, self.tries = DURING, {}, None, 0
        self._write_in(draft_start(consultation=self.consultation, language="nl", at=self.at), {})

    def _write_in(self, draft, kept):
        self.draft, self.kept, self.last = draft, kept, {}
        self.tabs = {name: Tab(draft, "nl", {}) for name in ("first", "second")}

    # --- What somebody does

    @rule(tab=TABS, name=NAMES, words=WORDS)
    def type(self, tab, name, words):
        """Typed in a tab; where the other tab was first, both texts are seen, and the one of this tab is chosen."""
        page, key = self.tabs[tab], self.sample.key(name)
        value = {"option": self.sample.uid("single/1") if words else "", "other": ""} if name == "single" else words
        unseen = key in self.last and self.last[key] not in page.knows and self.kept[key] != value
        try:
            saved = self._save(page, key, value)
        except AlreadySent:
            assert self.draft_row().sent_at
            return
        assert saved.conflicts == ({key: self.kept[key]} if unseen else {})
        if unseen:
            page = self.tabs[tab] = Tab(saved.draft, page.language, self.last)
            saved = self._save(page, key, value)
            assert not saved.conflicts
        if (key in self.kept or not is_empty(value)) and self.kept.get(key) != value:
            self.kept[key], self.last[key] = value, uuid4()
            page.knows.add(self.last[key])

    def _save(self, page, key, value):
        return draft_save(
            draft=self.draft, typed={key: value}, seen=page.seen, tab=page.name, language=page.language, at=self.at
        )

    @rule(tab=TABS, language=LANGUAGES)
    def open_anew(self, tab, language):
        """Come back by the link, after the session ended, or in the other language."""
        self.tabs[tab] = Tab(self.draft_row(), language, self.last)

    @rule()
    def send(self):
        try:
            contribution, new = contribution_send(draft=self.draft, about=ABOUT, at=self.at)
        except NotSent:
            assert not self.draft_row().sent_at
            return
        except TooLate:
            assert self.consultation.phase(self.at) == Phase.CLOSED
            return
        assert new == (not self.tries)
        self.tries += 1
        self.contribution = contribution
        if new:
            asked = read(self.draft.version.document).questions
            keys = {self.sample.key(name) for name in ("single", "short", "long", "number", "scale")}
            assert len(asked) >= len(keys)
            self.sent = {key: value for key, value in self.kept.items() if not is_empty(value)}

    @precondition(lambda self: self.contribution is not None)
    @rule()
    def edit(self):
        try:
            draft = draft_edit(contribution=self._contribution(), at=self.at)
        except ValidationError:
            withdrawn = self._contribution().state == Contribution.State.WITHDRAWN
            assert withdrawn or self.consultation.phase(self.at) != Phase.OPEN
            return
        if draft.pk != self.draft.pk:
            self.tries = 0
            self._write_in(draft, dict(draft.typed))
            assert {key: str(value).strip() for key, value in draft.typed.items()} == {
                key: str(value).strip() for key, value in self.sent.items()
            }

    @precondition(lambda self: self.contribution is not None)
    @rule()
    def withdraw(self):
        contribution_withdraw(contribution=self._contribution(), at=self.at)

    @rule()
    def time_passes(self):
        self.at += timedelta(days=15)

    # --- What holds after each step

    def draft_row(self):
        return Draft.objects.get(pk=self.draft.pk)

    def _contribution(self):
        return Contribution.objects.get(pk=self.contribution.pk)

    @invariant()
    def everything_typed_is_there(self):
        draft = self.draft_row()
        if not draft.sent_at:
            assert draft.typed == self.kept

    @invariant()
    def what_was_sent_is_whole_and_once(self):
        assert Contribution.objects.count() == (1 if self.contribution else 0)
        if not self.contribution:
            return
        contribution = self._contribution()
        receipts = list(contribution.receipts.all())
        assert [receipt.edition for receipt in receipts] == list(range(contribution.edition, 0, -1))
        assert receipts[0].digest == contribution.digest == answers_digest(contribution)
        stored = typed_again(contribution, read(contribution.version.document))
        assert {key: str(value).strip() for key, value in stored.items()} == {
            key: str(value).strip() for key, value in self.sent.items()
        }
