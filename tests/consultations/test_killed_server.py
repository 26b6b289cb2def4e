"""Whoever was shown a receipt has a whole contribution, and one only, however often the server is killed (-9)."""

import os

import pytest
from django.db import connection

from consultations.models import Contribution, Draft
from consultations.storing import answers_digest, read_back
from tests.consultations.killed import sent_while_killed

KILLS = int(os.environ.get("NIGHT_KILLS", "20"))


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite serves one machine that nobody kills")
def test_a_receipt_that_was_shown_exists_whole_and_once():
    senders = sent_while_killed(KILLS, seed=os.urandom(8) if "NIGHT_KILLS" in os.environ else 1)

    assert all(sender.shown for sender in senders), "some never got an answer"
    assert len({sender.shown for sender in senders}) == len(senders)
    assert Contribution.objects.count() == len(senders)
    for sender in senders:
        contribution = Contribution.objects.get(reference=sender.shown)
        answers, comments = read_back(contribution)
        assert contribution.draft_key == sender.draft.key
        assert (len(answers), len(comments)) == (10, 1)
        assert contribution.receipts.get().digest == contribution.digest == answers_digest(contribution)
        assert contribution.identity.sealed
    assert not Draft.objects.filter(sent_at__isnull=True).exists()
