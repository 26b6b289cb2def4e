"""What becomes of a profile that was sent: written as drafts and facts, never over what somebody else wrote."""

import json
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import TaskState

from core.languages import language_codes
from core.models import Goal, Sector, Theme
from editorial.models import Alignment, Assignment, Author
from editorial.services.alignment import is_stale
from partners.models import Organisation, PartnerPage, ProfileSubmission
from partners.profile.contents import profile_of
from partners.profile.differences import changes_of
from partners.services.profile_drafts import profile_follow, profile_save, profile_start
from partners.services.profiles import profile_accept, profile_return, profile_submit, profile_take_back
from tests.factories import OrganisationFactory, RepresentativeFactory, UserFactory, page_for, person_in_role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lone_pages")]

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
PICTURED = [
    ("rich_text", "<p>Eerste.</p>"),
    ("rich_text", "<p>Tweede.</p>"),
    ("quote", {"text": "Wij doen mee.", "attribution": "A. Voorbeeld"}),
    ("rich_text", '<p>Zie <a href="https://voorbeeld.example">hier</a>.</p>'),
]


@pytest.fixture
def organisation(site):
    return OrganisationFactory(website="https://oud.example", town_nl="Gent", town_fr="Gand")


@pytest.fixture
def author(organisation):
    return RepresentativeFactory(organisation=organisation).user


@pytest.fixture
def moderator(site):
    return person_in_role("partner-manager")


@pytest.fixture
def send(organisation, author):
    """Sends a profile in which these fields were typed."""

    def send(**typed):
        submission = profile_start(organisation=organisation, user=author, language="nl", at=AT)
        saved = profile_save(submission=submission, typed=typed, seen=submission.version, tab="a", at=AT)
        return profile_submit(submission=saved.submission, by=author, at=AT)

    return send


def newest(organisation, language):
    return organisation.pages.get(language=language).get_latest_revision_as_object()


def body_of(page):
    return [(block["type"], block["value"]) for block in page.body.get_prep_value()]


def test_accepting_writes_the_facts_and_a_revision_of_the_record(organisation, author, moderator, send):
    sector, theme, goal = Sector.objects.last(), Theme.objects.last(), Goal.objects.get(number=12)
    submission = send(
        website="https://nieuw.example", town_fr="Gand-Centre", size="large", sector=sector.code,
        themes=[theme.code], goals=["12"],
    )  # fmt: skip

    accepted = profile_accept(submission=submission, by=moderator, at=AT)

    organisation = Organisation.objects.get(pk=organisation.pk)
    assert (accepted.state, accepted.decided_by, accepted.decided_at) == ("accepted", moderator, AT)
    assert (organisation.website, organisation.size, organisation.sector) == ("https://nieuw.example", "large", sector)
    assert (organisation.town_nl, organisation.town_fr) == ("Gent", "Gand-Centre")
    assert (list(organisation.themes.all()), list(organisation.goals.all())) == ([theme], [goal])
    assert organisation.latest_revision.content["website"] == "https://nieuw.example"
    assert not organisation.pages.exists()


def test_accepting_makes_the_pages_as_drafts_by_who_sent_and_gives_them_to_the_editors(
    organisation, author, moderator, send
):
    submission = send(introduction_nl="Wij.", text_nl="Een.\n\n- a\n- b & c", introduction_fr="Nous.", text_fr="Un.")

    profile_accept(submission=submission, by=moderator, at=AT)

    for language in language_codes():
        page = organisation.pages.get(language=language)
        assert not page.live
        assert page.latest_revision.user == author
        assert list(Author.objects.filter(page=page).values_list("user", flat=True)) == [author.pk]
        assert page.workflow_in_progress
        assert page.current_workflow_state.requested_by == moderator
    assert newest(organisation, "nl").introduction == "Wij."
    assert body_of(newest(organisation, "nl")) == [
        ("rich_text", "<p>Een.</p><ul><li>a</li><li>b &amp; c</li></ul>"),
    ]
    assert body_of(newest(organisation, "fr")) == [("rich_text", "<p>Un.</p>")]
    assert TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).count() == 2


def test_accepting_publishes_nothing(organisation, moderator, send):
    page = page_for(organisation, "nl", introduction="Oud.")
    page.save_revision().publish()

    profile_accept(submission=send(introduction_nl="Nieuw."), by=moderator)

    live = PartnerPage.objects.get(pk=page.pk)
    assert (live.live, live.introduction, live.has_unpublished_changes) == (True, "Oud.", True)


def test_blocks_of_editors_stay_after_the_text(organisation, moderator, send):
    page = page_for(organisation, "nl", body=PICTURED)
    page.save_revision()
    assert profile_of(organisation).values["text_nl"] == "Eerste.\n\nTweede."

    profile_accept(submission=send(text_nl="Nieuw."), by=moderator)

    kinds = body_of(newest(organisation, "nl"))
    assert kinds[0] == ("rich_text", "<p>Nieuw.</p>")
    assert [kind for kind, _value in kinds] == ["rich_text", "quote", "rich_text"]
    assert "href" in kinds[2][1]


def test_who_changed_the_introduction_only_changed_no_block(organisation, moderator, send):
    page = page_for(organisation, "nl", body=PICTURED)
    page.save_revision()
    before = [(block.id, str(block)) for block in newest(organisation, "nl").body]

    profile_accept(submission=send(introduction_nl="Nieuw."), by=moderator)

    assert [(block.id, str(block)) for block in newest(organisation, "nl").body] == before


def test_a_newer_draft_of_an_editor_is_never_overwritten_silently(organisation, author, moderator, send):
    page = page_for(organisation, "nl", introduction="Oud.")
    page.save_revision()
    submission = send(introduction_nl="Van ons.", website="https://nieuw.example")
    editor = UserFactory()
    page.introduction = "Van een redacteur."
    page.save_revision(user=editor)

    with pytest.raises(ValidationError, match=r"Nederlands|Dutch"):
        profile_accept(submission=submission, by=moderator)

    organisation.refresh_from_db()
    assert newest(organisation, "nl").introduction == "Van een redacteur."
    assert organisation.website == "https://oud.example"  # all of it or nothing
    assert ProfileSubmission.objects.get().state == "submitted"

    profile_accept(submission=submission, by=moderator, texts={"introduction_nl": "Van iedereen."})

    users = list(page.revisions.order_by("pk").values_list("user", flat=True))
    assert newest(organisation, "nl").introduction == "Van iedereen."
    assert users[-3:] == [editor.pk, author.pk, moderator.pk]  # every text is still there, each under its author
    assert page.revisions.order_by("-pk")[1].as_object().introduction == "Van ons."


def test_a_save_of_an_editor_that_changed_no_word_stands_in_nobodys_way(organisation, moderator, send):
    page = page_for(organisation, "nl", introduction="Oud.")
    page.save_revision()
    submission = send(introduction_nl="Nieuw.")
    page.save_revision(user=UserFactory())

    profile_accept(submission=submission, by=moderator)

    assert newest(organisation, "nl").introduction == "Nieuw."


@pytest.mark.parametrize("obstacle", ["locked", "in review"])
def test_a_page_that_is_locked_or_in_review_is_left_alone(organisation, moderator, send, obstacle):
    page = page_for(organisation, "nl", introduction="Oud.")
    page.save_revision()
    submission = send(introduction_nl="Nieuw.")
    if obstacle == "locked":
        PartnerPage.objects.filter(pk=page.pk).update(locked=True, locked_by=UserFactory())
    else:
        page.get_workflow().start(page, UserFactory())

    with pytest.raises(ValidationError):
        profile_accept(submission=submission, by=moderator, texts={"introduction_nl": "Toch."})

    assert newest(organisation, "nl").introduction == "Oud."


def test_a_fact_that_changed_meanwhile_is_shown_and_not_overwritten_unseen(organisation, moderator, send):
    submission = send(website="https://nieuw.example", telephone="+32 2 000 00 00")
    theirs = {"website": "https://redactie.example", "email": "info@nieuw.example"}
    Organisation.objects.filter(pk=organisation.pk).update(**theirs)

    contested, telephone = changes_of(ProfileSubmission.objects.get(), "nl")
    assert contested.meanwhile == "https://redactie.example"
    assert telephone.meanwhile is None
    with pytest.raises(ValidationError, match="Website"):
        profile_accept(submission=submission, by=moderator)
    organisation.refresh_from_db()
    assert (organisation.website, organisation.telephone) == ("https://redactie.example", "")

    profile_accept(submission=submission, by=moderator, texts={"website": "https://redactie.example"})

    organisation.refresh_from_db()
    assert (organisation.website, organisation.telephone) == ("https://redactie.example", "+32 2 000 00 00")
    assert organisation.email == "info@nieuw.example"  # what the submission does not name stays


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_translation_that_is_asked_for_appears_in_the_work_of_an_editor_of_that_language(
    organisation, moderator, send, language
):
    other = next(code for code in language_codes() if code != language)
    editor = person_in_role({"nl": "dutch-editor", "fr": "french-editor"}[other], language=other)
    submission = send(**{f"introduction_{language}": "Woorden.", "translation": "on"})

    profile_accept(submission=submission, by=moderator)

    assignment = Assignment.objects.get()
    assert (assignment.page.locale.language_code, assignment.person) == (other, editor)
    assert organisation.name_in(other) in assignment.note
    assert newest(organisation, other).introduction == ""
    assert not organisation.pages.get(language=other).workflow_in_progress


def test_a_moderator_who_translates_leaves_nothing_to_ask(organisation, author, moderator, send):
    submission = send(introduction_nl="Woorden.", translation="on")

    profile_accept(submission=submission, by=moderator, texts={"introduction_fr": "Des mots."})

    french = organisation.pages.get(language="fr")
    assert newest(organisation, "fr").introduction == "Des mots."
    assert french.latest_revision.user == moderator
    assert not Assignment.objects.exists()


def test_two_languages_of_one_submission_say_the_same(organisation, moderator, send):
    for language in language_codes():
        page_for(organisation, language, introduction="Oud.").save_revision().publish()

    profile_accept(submission=send(introduction_nl="Nieuw.", introduction_fr="Neuf."), by=moderator)

    dutch, french = (organisation.pages.get(language=language) for language in ("nl", "fr"))
    assert Alignment.objects.filter(page=french, counterpart=dutch, revision=dutch.latest_revision).exists()
    assert not is_stale(french, dutch)


@pytest.mark.parametrize("bad", ["x" * 601, "om\u202edraaien"])
def test_words_that_do_not_fit_are_refused_in_whatever_way_they_come(organisation, moderator, send, bad):
    submission = send(introduction_nl="Goed.")

    with pytest.raises(ValidationError):
        profile_accept(submission=submission, by=moderator, texts={"introduction_nl": bad})

    assert not organisation.pages.exists()


def test_it_is_decided_on_once(moderator, send):
    submission = send(website="https://nieuw.example")
    profile_accept(submission=submission, by=moderator)

    with pytest.raises(ValidationError):
        profile_accept(submission=submission, by=moderator)
    with pytest.raises(ValidationError):
        profile_return(submission=submission, by=moderator, reason="Toch niet.")
    with pytest.raises(ValidationError):
        profile_take_back(submission=submission)


def test_what_comes_back_says_why_and_is_sent_again(author, moderator, send):
    submission = send(website="https://nieuw.example")
    with pytest.raises(ValidationError):
        profile_return(submission=submission, by=moderator, reason="  ")

    returned = profile_return(submission=submission, by=moderator, reason="Is dit uw site?", at=AT)
    assert (returned.state, returned.reason, returned.typed["website"]) == (
        "returned", "Is dit uw site?", "https://nieuw.example",
    )  # fmt: skip

    again = profile_submit(submission=returned, by=author, at=AT)
    assert (again.state, again.reason, again.decided_at) == ("submitted", "", None)


def test_what_is_taken_back_waits_for_nobody(moderator, send):
    draft = profile_take_back(submission=send(website="https://nieuw.example"))

    assert draft.state == "draft"
    with pytest.raises(ValidationError):
        profile_accept(submission=draft, by=moderator)


def test_sending_what_says_nothing_new_is_refused(organisation, author):
    submission = profile_start(organisation=organisation, user=author, language="nl")

    with pytest.raises(ValidationError):
        profile_submit(submission=submission, by=author)


def test_what_nobody_typed_in_follows_the_register(organisation, author):
    submission = profile_start(organisation=organisation, user=author, language="nl")
    submission = profile_save(submission=submission, typed={"telephone": "02 000 00 00"}, seen=0).submission
    Organisation.objects.filter(pk=organisation.pk).update(
        website="https://redactie.example", telephone="09 000 00 00"
    )

    followed = profile_follow(submission=submission)

    assert followed.typed["website"] == followed.before["website"] == "https://redactie.example"
    assert (followed.typed["telephone"], followed.before["telephone"]) == ("02 000 00 00", "")
    assert [change.meanwhile for change in changes_of(followed, "nl")] == ["09 000 00 00"]
    assert json.dumps(followed.typed)


def test_the_same_number_of_revisions_whatever_is_accepted_twice(organisation, author, moderator, send):
    page_for(organisation, "nl", introduction="Zo is het.").save_revision()
    submission = send(introduction_nl="Anders.")
    page = organisation.pages.get(language="nl")
    page.introduction = "Anders."
    page.save_revision()

    profile_accept(submission=submission, by=moderator, texts={"introduction_nl": "Anders."})

    assert page.revisions.count() == 2
