"""Random editors at work on two pairs of pages, and what must hold after whatever they do."""

import contextlib
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import connection, transaction
from django.test import RequestFactory
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from wagtail.log_actions import LogContext
from wagtail.models import Comment, Page, PageLogEntry, Revision, WorkflowState

from core.dates import today
from core.places import breadcrumbs_and_languages
from editorial.digests import full_digest, words_digest
from editorial.models import Alignment, LanguageException, NoTranslation, Ready
from editorial.services.alignment import alignment_record, counterparts, is_stale, no_translation_record
from editorial.services.exceptions import exception_end, exception_record, exceptions_end_overdue
from editorial.services.translation import translation_start
from tests.editorial.pairs import again, colleague, independent, publish, together, write

LANGUAGES = st.sampled_from(["nl", "fr"])
KINDS = st.sampled_from(["together", "together", "independent"])
NUMBERS = st.integers(0, 5)
WORDS = st.sampled_from(["a", "b", "c", "d"])
REASONS = {"nl": "De vertaling volgt.", "fr": "La traduction suit."}
LOGGED = {"wagtail.publish", "wagtail.publish.scheduled", "wagtail.unpublish", "wagtail.unpublish.scheduled"}


def words_of(revision):
    return words_digest(revision.content)


class Editors(RuleBasedStateMachine):
    """`pages` is {kind: {language: page or None}}, `now` what is in the database, `seen` what was before the step."""

    @classmethod
    def make_the_world(cls):
        """The people and the drafts with which every sequence begins."""
        roles = ["dutch-editor", "french-editor", "translator"]
        roles += ["federal-moderator", "regional-moderator", "emergency-publisher"]
        cls.people = [colleague(role) for role in roles]
        cls.drafts_of_all = {"together": together("machine"), "independent": independent()}
        cls.places = [publish(together("een")), publish(together("twee"))]

    def __init__(self):
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()

    @initialize(opening=st.sampled_from(["drafts", "live", "waiting", "stale", "alone"]))
    def begin(self, opening):
        """From drafts, or from one of the states in which things go wrong."""
        self.pages = {kind: dict(pages) for kind, pages in self.drafts_of_all.items()}
        pages = self.pages["together"]
        if opening in ("live", "waiting", "stale"):
            for both in self.pages.values():
                publish(both)
        if opening in ("stale", "alone"):
            exception_record(page=again(pages["nl"]), reasons=REASONS, until=today(), by=None)
        if opening in ("waiting", "stale", "alone"):
            write(pages["nl"], "new").publish()
        self.actor = None
        self.now = self.load()
        self.expected_stale = self.stale_now()
        self.look()

    def teardown(self):
        problems = Page.find_problems()
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)
        assert problems == ([], [], [], [], [])

    # --- Finding one's way

    def page(self, kind, language):
        page = self.pages[kind].get(language)
        return again(page) if page and Page.objects.filter(pk=page.pk).exists() else None

    def load(self):
        """The pages that there are: {kind: {language: page}}."""
        pks = [page.pk for pages in self.pages.values() for page in pages.values() if page]
        there = {page.pk: page for page in Page.objects.filter(pk__in=pks).specific()}
        return {
            kind: {language: there[page.pk] for language, page in pages.items() if page and page.pk in there}
            for kind, pages in self.pages.items()
        }

    def everything(self):
        return self.now.items()

    @contextlib.contextmanager
    def somebody(self, number=None):
        """What they try may be refused, in words; anything else that goes wrong is a bug."""
        self.look()
        self.actor = self.people[number] if number is not None else None
        with contextlib.suppress(PermissionDenied, ValidationError), transaction.atomic():
            yield self.actor

    def may_edit(self, user, page):
        return page.permissions_for_user(user).can_edit()

    # --- Writing

    @rule(kind=KINDS, language=LANGUAGES, who=NUMBERS, words=WORDS)
    def somebody_writes(self, kind, language, who, words):
        page = self.page(kind, language)
        if page and self.may_edit(self.people[who], page):
            with self.somebody(who) as user:
                write(page, words, user)

    @rule(kind=KINDS, language=LANGUAGES, who=NUMBERS)
    def somebody_comments(self, kind, language, who):
        page = self.page(kind, language)
        if page and self.may_edit(self.people[who], page):
            with self.somebody(who) as user:
                draft = page.get_latest_revision_as_object()
                draft.wagtail_admin_comments.add(Comment(user=user, text="?", contentpath="introduction"))
                draft.save_revision(user=user, clean=False)

    @rule(kind=KINDS, language=LANGUAGES, words=WORDS)
    def the_editor_saves_by_itself(self, kind, language, words):
        page = self.page(kind, language)
        latest = page and page.get_latest_revision()
        if latest and latest.user_id:
            kept = {revision.pk: revision.content for revision in self.decided_on(page)}
            with self.somebody():
                draft = page.get_latest_revision_as_object()
                draft.introduction = words
                draft.save_revision(user=latest.user, overwrite_revision=latest, clean=False)
            after = dict(Revision.objects.filter(pk__in=kept).values_list("pk", "content"))
            assert after == kept

    def decided_on(self, page):
        revisions = Revision.objects.for_instance(page)
        return {
            *revisions.filter(task_states__isnull=False),
            *revisions.filter(ready__isnull=False),
            *revisions.filter(alignments__isnull=False),
        }

    @rule(kind=KINDS, language=LANGUAGES, who=NUMBERS)
    def somebody_starts_a_translation(self, kind, language, who):
        other = self.page(kind, "fr" if language == "nl" else "nl")
        if other and not self.page(kind, language):
            with self.somebody(who) as user:
                self.pages[kind][language] = translation_start(page=other, language=language, by=user)

    # --- The workflow

    @rule(kind=KINDS, language=LANGUAGES, who=NUMBERS)
    def somebody_submits(self, kind, language, who):
        page = self.page(kind, language)
        if page and page.permissions_for_user(self.people[who]).can_submit_for_moderation():
            with self.somebody(who) as user:
                state = page.current_workflow_state
                if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
                    state.resume(user)
                else:
                    page.get_workflow().start(page, user)

    @rule(kind=KINDS, language=LANGUAGES, who=NUMBERS, action=st.sampled_from(["approve"] * 4 + ["reject"]))
    def somebody_decides(self, kind, language, who, action):
        page = self.page(kind, language)
        task = page and page.current_workflow_task
        if task:
            state = page.current_workflow_task_state
            wrote = self.authors_since_approval(page)
            services = {author.service_id for author in wrote}
            with self.somebody(who) as user:
                task.on_action(state, user, action, comment="Omdat.")
                assert user not in wrote  # 7
                assert not (task.needs_other_service and user.service_id in services)
                latest = words_digest(page.get_latest_revision().content)
                assert action == "reject" or latest == words_digest(state.revision.content)

    def authors_since_approval(self, page):
        """Who changed words after the revision that was approved last, read from the log and the revisions."""
        approved = PageLogEntry.objects.filter(page_id=page.pk, action="editorial.approve").order_by("pk").last()
        revisions = list(Revision.objects.for_instance(page).select_related("user").order_by("pk"))
        return {
            revision.user
            for before, revision in zip([None, *revisions], revisions, strict=False)
            if revision.user
            and (approved is None or revision.pk > approved.revision_id)
            and (before is None or words_digest(before.content) != words_digest(revision.content))
        }

    @rule(kind=KINDS, language=LANGUAGES, who=NUMBERS)
    def somebody_cancels_the_workflow(self, kind, language, who):
        page = self.page(kind, language)
        state = page and page.current_workflow_state
        if state and state.user_can_cancel(self.people[who]):
            with self.somebody(who) as user:
                state.cancel(user=user)

    @rule(kind=KINDS, language=LANGUAGES)
    def two_colleagues_approve(self, kind, language):
        page = self.page(kind, language)
        if page and not page.current_workflow_state:
            with self.somebody(5) as user:
                page.get_workflow().start(page, user)
            for who in (4, 3):
                self.somebody_decides(kind, language, who, "approve")

    # --- Up and down

    @rule(kind=KINDS, language=LANGUAGES)
    def the_emergency_publisher_publishes(self, kind, language):
        page = self.page(kind, language)
        if page:
            with self.somebody(5) as user:
                page.get_latest_revision().publish(user=user)

    @rule(kind=KINDS, language=LANGUAGES, back=st.integers(0, 3))
    def code_publishes(self, kind, language, back):
        page = self.page(kind, language)
        revisions = list(Revision.objects.for_instance(page).order_by("-pk")[: back + 1]) if page else []
        if revisions:
            with self.somebody():
                revisions[-1].publish()

    @rule(kind=KINDS, language=LANGUAGES, hours=st.integers(1, 4), words=WORDS)
    def somebody_schedules(self, kind, language, hours, words):
        page = self.page(kind, language)
        if page:
            with self.somebody(5) as user:
                moment = timezone.now() + timedelta(hours=hours)
                write(page, words, user, go_live_at=moment).publish(user=user)

    @rule(hours=st.integers(0, 3))
    def hours_pass_and_cron_runs(self, hours):
        shift = timedelta(hours=hours)
        for revision in Revision.objects.exclude(approved_go_live_at=None):
            content = revision.content
            content["go_live_at"] = (revision.approved_go_live_at - shift).isoformat()
            Revision.objects.filter(pk=revision.pk).update(
                approved_go_live_at=revision.approved_go_live_at - shift, content=content
            )
            Ready.objects.filter(revision=revision).update(digest=full_digest(content))
        with self.somebody():
            call_command("publish_scheduled")

    @rule(kind=KINDS, language=LANGUAGES)
    def somebody_cancels_a_schedule(self, kind, language):
        page = self.page(kind, language)
        revision = page and Revision.objects.for_instance(page).exclude(approved_go_live_at=None).first()
        if revision:
            with self.somebody(5):
                revision.approved_go_live_at = None
                revision.save(update_fields=["approved_go_live_at"])
                if kind == "together":
                    others = Revision.objects.filter(object_id__in=[str(other.pk) for other in counterparts(page)])
                    assert not others.exclude(approved_go_live_at=None).exists()

    @rule(kind=KINDS, language=LANGUAGES, expires=st.booleans())
    def somebody_takes_it_down(self, kind, language, expires):
        page = self.page(kind, language)
        if page and expires:
            Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(hours=1))
            with self.somebody():
                call_command("publish_scheduled")
            Page.objects.filter(pk=page.pk).update(expire_at=None)
        elif page:
            with self.somebody(5) as user:
                page.unpublish(user=user)

    @precondition(lambda self: all(self.page(kind, "nl") and self.page(kind, "fr") for kind in self.pages))
    @rule(kind=KINDS, language=LANGUAGES, by_query=st.booleans())
    def somebody_deletes_it(self, kind, language, by_query):
        page = self.page(kind, language)
        with self.somebody(None if by_query else 5) as user, LogContext(user=user):
            Page.objects.filter(pk=page.pk).delete() if by_query else page.delete()
        self.pages[kind][language] = None

    @rule(language=LANGUAGES, place=st.integers(0, 1))
    def somebody_moves_it(self, language, place):
        page = self.page("together", language)
        if page:
            with self.somebody(5) as user:
                page.move(again(self.places[place][language]), pos="last-child", user=user)

    # --- What is said about the two

    @rule(kind=KINDS, language=LANGUAGES, who=NUMBERS)
    def somebody_aligns(self, kind, language, who):
        page = self.page(kind, language)
        others = counterparts(page) if page else []
        if others:
            with self.somebody(who) as user:
                alignment_record(page=page, counterpart=others[0], by=user)
                self.expected_stale.discard((page.pk, others[0].pk))

    @rule(kind=KINDS, language=LANGUAGES, who=NUMBERS)
    def somebody_says_that_no_translation_is_needed(self, kind, language, who):
        page = self.page(kind, language)
        if page:
            with self.somebody(who) as user:
                no_translation_record(page=page, by=user, reason="Een tikfout.")
                self.decisions[page.pk] = words_of(page.get_latest_revision())

    @rule(kind=KINDS, language=LANGUAGES, words=WORDS)
    def a_change_is_written_and_published(self, kind, language, words):
        """The short ways, which chance seldom finds."""
        self.somebody_writes(kind, language, 5, words)
        self.the_nine_invariants_hold()
        self.the_emergency_publisher_publishes(kind, language)

    @rule(kind=KINDS, language=LANGUAGES, words=WORDS)
    def a_correction_is_written_and_published(self, kind, language, words):
        self.somebody_writes(kind, language, 5, words)
        self.the_nine_invariants_hold()
        self.somebody_says_that_no_translation_is_needed(kind, language, 5)
        self.the_nine_invariants_hold()
        self.the_emergency_publisher_publishes(kind, language)

    @rule(language=LANGUAGES, who=NUMBERS)
    def somebody_makes_an_exception(self, language, who):
        page = self.page("together", language)
        if page:
            with self.somebody(who) as user:
                exception_record(page=page, reasons=REASONS, until=today(), by=user)

    @rule(who=NUMBERS, passed=st.booleans())
    def an_exception_ends(self, who, passed):
        exception = LanguageException.objects.active().first()
        if exception and passed:
            LanguageException.objects.filter(pk=exception.pk).update(
                until=today() - timedelta(days=1), since=today() - timedelta(days=2)
            )
            with self.somebody():
                exceptions_end_overdue()
        elif exception:
            with self.somebody(who) as user:
                exception_end(exception=exception, by=user)

    # --- What must hold

    @invariant()
    def the_nine_invariants_hold(self):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:  # as at the end of a transaction
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        self.now = self.load()
        self.a_pair_is_live_whole_or_by_exception()
        self.what_readers_see_is_the_live_revision()
        self.no_text_stands_in_the_tree_of_the_other()
        self.no_step_changes_the_words_of_two_languages()
        self.a_page_is_out_of_date_exactly_when_the_rule_says()
        self.links_lead_to_live_pages()
        self.every_change_of_state_is_in_the_log_with_person_and_revision()
        self.nothing_waits_that_could_go()

    def look(self):
        """Remember what is there, to compare with after the next step."""
        self.seen = {}
        for kind, pages in self.everything():
            for language, page in pages.items():
                self.seen[page.pk] = (kind, language, page)
        self.decisions = {row.page_id: row.digest for row in NoTranslation.objects.all()}
        self.drafts = {pk: page.get_latest_revision() for pk, (_kind, _language, page) in self.seen.items()}
        said = Alignment.objects.values_list("page_id", "counterpart_id", "revision_id")
        self.aligned_before = {(page, other): revision for page, other, revision in said}

    def stale_now(self):
        return {
            (page.pk, other.pk)
            for _kind, pages in self.everything()
            for page in pages.values()
            for other in pages.values()
            if page.pk != other.pk and is_stale(page, other)
        }

    def a_pair_is_live_whole_or_by_exception(self):
        for kind, pages in self.everything():
            live = [page for page in pages.values() if page.live]
            if kind == "together" and len(live) == 1:  # 1 and 2
                assert LanguageException.objects.active().filter(page=live[0]).exists()

    def what_readers_see_is_the_live_revision(self):
        for _kind, pages in self.everything():
            for page in pages.values():
                assert page.live == (page.live_revision_id is not None)
                if page.live:  # 3
                    assert page.introduction == page.live_revision.content["introduction"]
                    assert page.title == page.live_revision.content["title"]

    def no_text_stands_in_the_tree_of_the_other(self):
        for _kind, pages in self.everything():
            for language, page in pages.items():  # 4
                assert page.locale.language_code == language
                assert page.get_parent().locale_id == page.locale_id
                assert page.alias_of_id is None

    def no_step_changes_the_words_of_two_languages(self):
        changed = set()
        for _kind, pages in self.everything():
            for page in pages.values():
                draft = self.drafts.get(page.pk)
                if draft and page.latest_revision_id != draft.pk:
                    changed |= {page.pk} if words_of(page.latest_revision) != words_of(draft) else set()
        assert len(changed) <= 1  # 5

    def a_page_is_out_of_date_exactly_when_the_rule_says(self):
        """The rule once more, from what went live in the last step."""
        for kind, pages in self.everything():
            before = {pk: page for pk, (_kind, _language, page) in self.seen.items()}
            aligned = dict(self.aligned_before)
            for went in self.publications(kind, pages):
                for page in pages.values():
                    for other in pages.values():
                        if page.pk != other.pk:
                            self.expect(page, other, went, before, aligned)
                self.no_correction_takes_a_change_along(kind, went)
                before |= went
        there = {page.pk for _kind, pages in self.everything() for page in pages.values()}
        self.expected_stale = {pair for pair in self.expected_stale if set(pair) <= there}
        live = {page.pk for _kind, pages in self.everything() for page in pages.values() if page.live}
        assert self.stale_now() == {pair for pair in self.expected_stale if pair[1] in live}  # 6

    def publications(self, kind, pages):
        """The pages that each one put on line, the same revision once more too: [{pk: page}]."""
        went = [page for page in pages.values() if page.live and self.was_published(page)]
        went.sort(key=lambda page: page.last_published_at)
        if kind == "independent":  # one by one, also when both are due in one run
            return [{page.pk: page} for page in went]
        return [{page.pk: page for page in went}] if went else []

    def was_published(self, page):
        return page.pk not in self.seen or self.seen[page.pk][2].last_published_at != page.last_published_at

    def expect(self, page, other, went, before, aligned):
        """What a publication means for the page; `before` are the pages, `aligned` the revisions they followed."""
        key, first = (page.pk, other.pk), before[page.pk].first_published_at is None
        if other.pk not in went:
            if page.pk in went and first and before[other.pk].live:
                aligned.setdefault(key, before[other.pk].live_revision_id)
            return
        revision = went[other.pk].live_revision
        if page.pk in went or aligned.get(key, 0) >= revision.pk:
            self.expected_stale.discard(key)
        elif before[other.pk].live and self.needs_no_translation(before[other.pk], revision):
            return
        elif key in aligned:
            self.expected_stale.add(key)
        elif not first and not (before[page.pk].live and before[other.pk].first_published_at is None):
            self.expected_stale.add(key)  # nobody ever said that it follows, nor did the two begin together

    def needs_no_translation(self, before, revision):
        return words_of(revision) in {words_of(before.live_revision), self.decisions.get(before.pk)}

    def no_correction_takes_a_change_along(self, kind, went):
        """What needs no translation is no translation of what the other says anew."""
        before = {pk: self.seen[pk][2] for pk in went if pk in self.seen}
        if kind == "independent" or len(before) < 2 or not all(page.live for page in before.values()):
            return
        words = {pk: words_of(went[pk].live_revision) for pk in before}
        covered = {pk for pk in before if self.decisions.get(pk) == words[pk]}
        new = {pk for pk in before if words[pk] != words_of(before[pk].live_revision)} - covered
        excused = LanguageException.objects.active().filter(page__in=before).exists()
        assert not (covered and new) or excused

    def links_lead_to_live_pages(self):
        request = RequestFactory().get("/")
        for _kind, pages in self.everything():
            live = {language for language, page in pages.items() if page.live}
            for language in live:  # 8
                _above, links = breadcrumbs_and_languages(pages[language], request)
                assert {link.code for link in links if link.is_same_page} == live

    def every_change_of_state_is_in_the_log_with_person_and_revision(self):
        here = {page.pk: page for _kind, pages in self.everything() for page in pages.values()}
        for pk, (_kind, _language, before) in self.seen.items():
            page = here.get(pk)
            if page is None or (page.live, page.live_revision_id) == (before.live, before.live_revision_id):
                continue
            entries = PageLogEntry.objects.filter(page_id=pk, action__in=LOGGED).order_by("pk")  # 9
            last = entries.last()
            assert last is not None
            assert page.live == last.action.startswith("wagtail.publish")
            if page.live:
                assert last.revision_id == page.live_revision_id
            assert last.user == self.actor

    def nothing_waits_that_could_go(self):
        for kind, pages in self.everything():
            ready = {ready.page_id: ready for ready in Ready.objects.filter(page__in=[p.pk for p in pages.values()])}
            if kind == "together" and len(pages) == 2 and len(ready) == 2:
                assert any(row.revision.approved_go_live_at for row in ready.values())
            if kind == "independent":
                assert all(row.revision.approved_go_live_at for row in ready.values())
