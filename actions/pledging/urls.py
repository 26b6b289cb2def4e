from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import edit_views, list_views, pledge_views, proposal_views

app_name = "pledging"

urlpatterns = [
    path("", list_views.pledges, name="list"),
    path(_("new/"), list_views.start, name="start"),
    path(_("proposal/<uuid:key>/"), proposal_views.proposal, name="proposal"),
    path(_("proposal/<uuid:key>/answer/"), proposal_views.answer, name="answer"),
    path(_("proposal/<uuid:key>/text/"), edit_views.edit, name="edit"),
    path(_("proposal/<uuid:key>/draft/"), edit_views.draft, name="draft"),
    path(_("pledge/<slug:code>/"), pledge_views.pledge, name="pledge"),
    path(_("pledge/<slug:code>/who-reports/"), pledge_views.reporters, name="reporters"),
]
