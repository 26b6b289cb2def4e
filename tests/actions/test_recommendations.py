"""Recommendations as readers find them: what was answered, what follows from them, and which have no answer yet."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from actions.models import Action, Recommendation, RecommendationIndexPage, Response
from actions.services.submissions import saying_translate, submission_approve
from actions.services.voices import response_submit
from actions.voices.answers import answers_of
from actions.voices.listing import recommendation_listing
from actions.voices.shown import recommendations_of
from core.dates import today
from core.models import Goal, GuidingPrinciple, Theme
from core.services import record_archive
from tests.database import rolled_back
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    CommitmentFactory,
    GovernmentFactory,
    OrganisationFactory,
    RecommendationFactory,
    RecommendationSourceFactory,
    ReportFactory,
    ResponseFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 31)
ANSWERS = ["accepted", "rejected", "later"]


def linked(recommendation, actions=(), commitments=()):
    recommendation.actions.set(actions)
    recommendation.commitments.set(commitments)
    recommendation.save()
    return recommendation


def answers(recommendation, language="nl"):
    with override(language):
        return answers_of([recommendation], language).get(recommendation.pk, [])


def found(**query):
    listing = recommendation_listing(QueryDict(urlencode(query, doseq=True)), "nl")
    return [recommendation.pk for recommendation in listing.page.object_list]


def options(facet, **query):
    listing = recommendation_listing(QueryDict(urlencode(query, doseq=True)), "nl")
    return {o.value: o.count for group in listing.groups if group.name == facet for o in group.options if o.count}


@pytest.fixture
def lists(site):
    """The list in each language: {language code: page}."""
    return {page.locale.language_code: page for page in RecommendationIndexPage.objects.select_related("locale")}


# --- What holds now -------------------------------------------------------------------------------------------------


def test_the_last_approved_answer_of_each_authority_holds_and_its_earlier_ones_stay():
    recommendation, one, other = RecommendationFactory(), OrganisationFactory(code="a"), OrganisationFactory(code="b")
    ResponseFactory(recommendation=recommendation, on_behalf_of=one, answer="later", approved_on=DAY)
    ResponseFactory(
        recommendation=recommendation, on_behalf_of=one, answer="accepted", approved_on=DAY + timedelta(days=9)
    )
    ResponseFactory(recommendation=recommendation, on_behalf_of=one, answer="done")
    ResponseFactory(recommendation=recommendation, on_behalf_of=one, answer="rejected", returned_on=today())
    ResponseFactory(recommendation=recommendation, on_behalf_of=other, answer="rejected", approved_on=DAY)

    said = answers(recommendation)

    assert [(answer.authority_id, answer.kind) for answer in said] == [(one.pk, "accepted"), (other.pk, "rejected")]
    assert [earlier.kind for earlier in said[0].earlier] == ["later"]
    assert said[1].earlier == ()


def test_of_two_answers_of_one_day_the_one_approved_last_holds():
    recommendation, authority = RecommendationFactory(), OrganisationFactory()
    last = ResponseFactory(
        recommendation=recommendation, on_behalf_of=authority, answer="done", approved_on=DAY + timedelta(days=3),
        answered_on=DAY,
    )  # fmt: skip
    ResponseFactory(recommendation=recommendation, on_behalf_of=authority, answer="later", approved_on=DAY)

    assert answers(recommendation)[0].kind == "done"
    assert list(Response.objects.holding()) == [last]


def test_an_answer_counts_once_a_colleague_of_the_same_government_approved_it(person):
    government = GovernmentFactory()
    recommendation = RecommendationFactory()
    response = response_submit(
        recommendation=recommendation, organisation=OrganisationFactory(government=government), answer="accepted",
        reason="Ja.", language="nl", by=person("plan-coordinator", government=government),
    )  # fmt: skip
    assert answers(recommendation) == []
    assert list(Recommendation.objects.unanswered()) == [recommendation]

    submission_approve(submission=response, by=person("plan-coordinator", government=government))

    assert answers(recommendation)[0].kind == "accepted"
    assert list(Recommendation.objects.unanswered()) == []


def test_an_answer_gives_a_reason():
    with pytest.raises(ValidationError) as error:
        response_submit(
            recommendation=RecommendationFactory(), organisation=OrganisationFactory(), answer="rejected", reason="",
            language="nl", by=UserFactory(),
        )  # fmt: skip
    assert set(error.value.message_dict) == {"reason"}


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_reason_in_the_other_language_says_so_until_it_is_translated(client, lists, language):
    response = ResponseFactory(language="fr", reason="Nous le ferons.", approved_on=DAY)
    url = f"{lists[language].url}{response.recommendation.code}/"
    in_other = language != "fr"
    assert ('lang="fr">Nous le ferons.' in client.get(url).text) is in_other
    assert bool(answers(response.recommendation, language)[0].notice) is in_other

    saying_translate(saying=response, language="nl", reason="We doen het.", by=UserFactory())

    assert not answers(response.recommendation, language)[0].notice
    assert ("We doen het." in client.get(url).text) is in_other


# --- The list, counted by hand ------------------------------------------------------------------------------------

rows = st.lists(
    st.fixed_dictionaries(
        {
            "source": st.sampled_from(["one", "two"]),
            "first": st.sampled_from([None, *ANSWERS]),
            "second": st.sampled_from([None, *ANSWERS]),
            "changed": st.sampled_from([None, None, *ANSWERS]),
            "pillar": st.sampled_from([None, "protect", "remedy"]),
            "plan": st.sampled_from([None, "by action", "by commitment", "hidden"]),
            "is_public": st.sampled_from([True, True, False]),
        }
    ),
    max_size=6,
)
choices = st.fixed_dictionaries(
    {
        "source": st.lists(st.sampled_from(["one", "two"]), max_size=1),
        "answered": st.lists(st.sampled_from(["yes", "no"]), max_size=2, unique=True),
        "answer": st.lists(st.sampled_from(ANSWERS), max_size=2, unique=True),
        "pillar": st.lists(st.sampled_from(["protect", "remedy"]), max_size=1),
        "plan": st.lists(st.just("the-plan"), max_size=1),
    }
)


def save(drawn):
    """Recommendations as drawn; each row learns its record and what a reader sees of it in each facet."""
    plan = ActionPlanFactory(code="the-plan")
    action, hidden = ActionFactory(plan=plan), ActionFactory(plan=plan, is_public=False)
    commitment = CommitmentFactory(action=action)
    sources = {code: RecommendationSourceFactory(code=code) for code in ("one", "two")}
    authorities = [OrganisationFactory(), OrganisationFactory()]
    for row in drawn:
        record = RecommendationFactory(source=sources[row["source"]], is_public=row["is_public"])
        said = [(authorities[0], row["first"], 20), (authorities[1], row["second"], 20)]
        said.append((authorities[0], row["changed"], 10))
        for authority, answer, days in said:
            if answer:
                ResponseFactory(
                    recommendation=record, on_behalf_of=authority, answer=answer,
                    approved_on=today() - timedelta(days=days),
                )  # fmt: skip
        if row["pillar"]:
            record.principles.set(GuidingPrinciple.objects.filter(pillar=row["pillar"])[:2])
        actions = {"by action": [action], "hidden": [hidden]}.get(row["plan"], [])
        linked(record, actions, [commitment] if row["plan"] == "by commitment" else [])
        holding = {row["changed"] or row["first"], row["second"]} - {None}
        row["pk"] = record.pk
        row["values"] = {
            "source": {row["source"]},
            "answered": {"yes" if holding else "no"},
            "answer": holding,
            "pillar": {row["pillar"]} - {None},
            "plan": {"the-plan"} if row["plan"] in ("by action", "by commitment") else set(),
        }


def fits(row, chosen):
    return all(not wanted or row["values"][name] & set(wanted) for name, wanted in chosen.items())


@given(rows, choices)
def test_the_list_narrows_and_counts_as_a_reader_would(site, drawn, chosen):
    with rolled_back():
        save(drawn)
        there = [row for row in drawn if row["is_public"]]

        assert sorted(found(**chosen)) == sorted(row["pk"] for row in there if fits(row, chosen))
        for name in chosen:
            others = {other: wanted for other, wanted in chosen.items() if other != name}
            fitting = [row for row in there if fits(row, others)]
            counts = Counter(value for row in fitting for value in row["values"][name])
            assert options(name, **chosen) == dict(counts)


def test_themes_and_goals_narrow_the_list_and_words_search_it_in_every_language():
    one, other = RecommendationFactory(text_nl="Publiceer cijfers", text_fr="Publiez"), RecommendationFactory()
    theme, goal = Theme.objects.first(), Goal.objects.get(number=8)
    one.themes.set([theme])
    one.goals.set([goal])
    one.save()

    assert found(theme=[theme.code]) == found(goal=["8"]) == found(q="publiez cijfers") == [one.pk]
    assert set(found()) == {one.pk, other.pk}
    assert options("theme") == {theme.code: 1}


def test_the_list_can_begin_with_what_was_answered_last():
    old, none, new = RecommendationFactory(), RecommendationFactory(), RecommendationFactory()
    ResponseFactory(recommendation=old, approved_on=DAY)
    ResponseFactory(recommendation=new, approved_on=DAY + timedelta(days=1))

    assert found(sort="answered") == [new.pk, old.pk, none.pk]


@pytest.mark.parametrize("hidden", ["recommendation", "source"])
def test_what_is_not_public_is_in_no_list_no_count_and_at_no_address(client, lists, hidden):
    action = ActionFactory()
    recommendation = linked(RecommendationFactory(), [action])
    assert recommendations_of(action, "nl")
    assert found() == [recommendation.pk]

    record_archive(record=recommendation if hidden == "recommendation" else recommendation.source)

    assert found() == []
    assert options("source") == {}
    assert recommendations_of(action, "nl") == []
    assert client.get(f"{lists['nl'].url}{recommendation.code}/").status_code == 404
    assert recommendation.text_nl not in client.get(lists["nl"].url).text
    assert recommendation.code not in downloaded(client, lists["nl"]).text


# --- The page --------------------------------------------------------------------------------------------------------


class Downloaded:
    def __init__(self, response):
        self.response, self.text = response, b"".join(response.streaming_content).decode("utf-8-sig")
        self.lines = [line for line in self.text.split("\r\n") if line]


def downloaded(client, page, query=""):
    response = client.get(f"{page.url}download/{query}")
    assert response.status_code == 200
    return Downloaded(response)


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_list_says_how_many_have_an_answer_and_each_figure_leads_to_its_list(client, lists, language):
    for answered in (True, True, False):
        recommendation = RecommendationFactory()
        if answered:
            ResponseFactory(recommendation=recommendation, approved_on=DAY)
    page = lists[language]

    response = client.get(page.url)

    assert f'href="{page.url}?answered=yes"' in response.text
    assert f'href="{page.url}?answered=no"' in response.text
    with override(language):
        assert recommendation_listing(QueryDict("answered=no"), language).total == 1
        assert recommendation_listing(QueryDict("answered=yes"), language).total == 2


@pytest.mark.parametrize("language", ["nl", "fr"])
@pytest.mark.parametrize("answered", [None, False, True])
def test_the_sentence_is_there_for_none_all_and_nothing_answered(client, lists, language, answered):
    if answered is not None:
        recommendation = RecommendationFactory()
        if answered:
            ResponseFactory(recommendation=recommendation, approved_on=DAY)

    text = client.get(lists[language].url).text

    assert ('class="sentence"' in text) is (answered is not None)
    assert ("?answered=yes" in text) is (answered is True)
    assert ("?answered=no" in text) is (answered is False)


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_an_entry_has_an_anchor_a_stable_address_its_source_and_what_follows_from_it(client, lists, language):
    source = RecommendationSourceFactory(code="advies-2026", url="https://example.org/advies", fictional=True)
    commitment = CommitmentFactory()
    ReportFactory(commitment=commitment, status="completed", approved_on=DAY)
    recommendation = linked(RecommendationFactory(source=source, number=7), [commitment.action], [commitment])
    page = lists[language]

    listed, alone = client.get(page.url).text, client.get(f"{page.url}advies-2026-7/")

    assert 'id="advies-2026-7"' in listed
    assert f'href="{page.url}advies-2026-7/"' in listed
    assert alone.headers["Content-Language"] == language
    for text in (listed, alone.text):
        assert recommendation.text_in(language) in text
        assert 'href="https://example.org/advies"' in text
        assert commitment.text_in(language) in text
        assert commitment.action.name_in(language) in text
        assert text.count('class="status status--completed"') == 2


def test_the_address_of_a_recommendation_exists_in_every_language(client, lists):
    recommendation = RecommendationFactory()

    text = client.get(f"{lists['fr'].url}{recommendation.code}/").text

    for page in lists.values():
        assert f'href="{page.url}{recommendation.code}/"' in text


@pytest.mark.parametrize(
    "code", ["source-x", "x-1", "-1", "source-1-01", "source-1-99999999999", "source-1-1/1", "%00-1"]
)
def test_an_address_of_nothing_is_not_found(client, lists, code):
    RecommendationFactory(source__code="source-1", number=1)

    assert client.get(f"{lists['nl'].url}{code}/").status_code == 404


def test_a_source_whose_code_ends_in_a_number_is_told_from_another(client, lists):
    one = RecommendationFactory(source__code="advies", number=2026)
    other = RecommendationFactory(source__code="advies-2026", number=1)

    assert one.text_nl in client.get(f"{lists['nl'].url}advies-2026/").text
    assert other.text_nl in client.get(f"{lists['nl'].url}advies-2026-1/").text


def test_only_public_actions_and_commitments_follow_from_it(client, lists):
    shown, hidden = CommitmentFactory(), CommitmentFactory(is_public=False)
    elsewhere = CommitmentFactory(action__plan__is_public=False)
    recommendation = linked(
        RecommendationFactory(), [row.action for row in (shown, elsewhere)], [shown, hidden, elsewhere]
    )

    text = client.get(f"{lists['nl'].url}{recommendation.code}/").text

    assert shown.text_nl in text
    assert hidden.text_nl not in text
    assert elsewhere.text_nl not in text
    assert elsewhere.action.name_nl not in text


@pytest.mark.parametrize(
    "query", ["?page=99999999999", "?answered=maybe&answer=x&plan=x&source=%00", "?q=%00%27%22", "?sort=x&goal=99"]
)
def test_rubbish_in_the_address_shows_the_list(client, lists, query):
    recommendation = RecommendationFactory()

    assert client.get(lists["nl"].url + query).status_code == 200
    assert recommendation.code in downloaded(client, lists["nl"], "?page=9&sort=x&goal=99").text


# --- Both ways -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_an_action_knows_the_recommendations_that_it_or_its_commitments_answer(lists, language):
    commitment = CommitmentFactory()
    action = commitment.action
    by_action, by_commitment = RecommendationFactory(source__code="a"), RecommendationFactory(source__code="b")
    linked(by_action, [action], [commitment])
    linked(by_commitment, [], [commitment])
    linked(RecommendationFactory(), [ActionFactory(plan=action.plan)], [CommitmentFactory()])
    ResponseFactory(recommendation=by_commitment, approved_on=DAY)

    with override(language):
        items = recommendations_of(action, language)

    assert [item["code"] for item in items] == [by_action.code, by_commitment.code]
    assert [len(item["answers"]) for item in items] == [0, 1]
    assert items[0]["url"] == f"{lists[language].url}{by_action.code}/"
    assert items[0]["text"] == by_action.text_in(language)


def test_a_commitment_that_is_not_public_leads_no_reader_to_its_recommendation(site):
    commitment = CommitmentFactory(is_public=False)
    linked(RecommendationFactory(), [], [commitment])

    assert recommendations_of(Action.objects.get(pk=commitment.action_id), "nl") == []
