"""The forms of records withstand keys that are none, in their own fields and in the rows below."""

import pytest
from django.urls import reverse
from wagtail.snippets.models import get_snippet_models

from editorial.facts_form import FactsForm
from editorial.viewsets import RecordViewSet

pytestmark = pytest.mark.django_db

NO_KEYS = ["x", "-1", "1e9", "9" * 40, "\x00", "٣"]


def record_models():
    return [model for model in get_snippet_models() if isinstance(model.snippet_viewset, RecordViewSet)]


def form_of(model):
    return model.snippet_viewset._edit_handler.get_form_class()


@pytest.fixture
def logged_in(client, admin_user):
    client.force_login(admin_user)
    return client


def test_every_form_of_a_record_is_one_of_these():
    assert record_models()
    assert all(issubclass(form_of(model), FactsForm) for model in record_models())


@pytest.mark.parametrize("key", NO_KEYS)
def test_a_key_that_is_none_is_a_wrong_choice_and_no_error(logged_in, key):
    for model in record_models():
        form = form_of(model)
        data = dict.fromkeys(form.base_fields, key)
        for formset in form.formsets.values():
            prefix = formset.get_default_prefix()
            data |= {f"{prefix}-TOTAL_FORMS": "1", f"{prefix}-INITIAL_FORMS": "0"}
            data |= {f"{prefix}-0-{field}": key for field in formset.form.base_fields}

        response = logged_in.post(reverse(model.snippet_viewset.get_url_name("add")), data)

        assert response.status_code == 200, model
