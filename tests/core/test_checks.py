"""The house rules that a machine can see."""

import pytest
from django.core.checks import run_checks
from django.db import models
from django.test.utils import isolate_apps

from core.checks import _broken_rules
from core.models import BasePage, RecordPage, Theme, one_page_per_language
from partners.models import Organisation


def broken(model):
    return " · ".join(rule for rule, _hint in _broken_rules(model))


def page_type(name="ExamplePage", bases=(BasePage,), **changes):
    """A page type that keeps every rule, but for the changes."""
    attributes = {
        "__module__": "core.models",
        "language_policy": BasePage.LanguagePolicy.TOGETHER,
        "parent_page_types": [],
        "subpage_types": [],
        "template": "base.html",
        "Meta": type("Meta", (), {"app_label": "core"}),
        **changes,
    }
    return type(name, bases, {key: value for key, value in attributes.items() if value is not None})


def record_page_type(*, constraints=None, record_name="organisation", **changes):
    rules = one_page_per_language("example", "organisation") if constraints is None else constraints
    return page_type(
        bases=(RecordPage,),
        record_name=record_name,
        organisation=models.ForeignKey(Organisation, models.PROTECT, related_name="+"),
        Meta=type("Meta", (), {"app_label": "core", "constraints": rules}),
        **changes,
    )


def test_the_site_keeps_every_house_rule():
    assert [error for error in run_checks() if error.id.startswith("core.")] == []


@isolate_apps("core")
def test_a_page_type_that_keeps_the_rules_is_left_alone():
    assert broken(page_type()) == ""
    assert broken(record_page_type(name="ExampleRecordPage")) == ""


@isolate_apps("core")
@pytest.mark.parametrize("policy", [None, "", "sometimes"])
def test_a_page_type_without_a_language_policy_is_noticed(policy):
    assert "language policy" in broken(page_type(language_policy=policy))


@isolate_apps("core")
@pytest.mark.parametrize("name", ["parent_page_types", "subpage_types"])
def test_a_page_type_that_does_not_name_its_neighbours_is_noticed(name):
    assert name in broken(page_type(**{name: None}))


@isolate_apps("core")
def test_a_page_type_without_a_template_is_noticed():
    assert "no/such.html" in broken(page_type(template="no/such.html"))


@isolate_apps("core")
def test_a_many_to_many_on_a_page_is_noticed():
    assert "many-to-many" in broken(page_type(themes=models.ManyToManyField(Theme)))


@isolate_apps("core")
def test_a_record_page_with_two_records_is_noticed():
    second = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    assert "exactly one record" in broken(record_page_type(sponsor=second))


@isolate_apps("core")
def test_a_record_page_that_names_another_field_than_its_record_is_noticed():
    assert "exactly one record" in broken(record_page_type(record_name="group"))


@isolate_apps("core")
def test_a_record_page_that_may_exist_twice_is_noticed():
    assert "two pages of one record" in broken(record_page_type(constraints=[]))


@isolate_apps("core")
def test_other_constraints_do_not_disturb_the_check():
    titled = models.CheckConstraint(condition=~models.Q(language=""), name="example_has_language")

    assert "two pages" in broken(record_page_type(constraints=[titled]))
