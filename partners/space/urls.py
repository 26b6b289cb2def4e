from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from . import (
    claim_views,
    colleague_views,
    data_views,
    home_views,
    invitation_views,
    organisation_views,
    people_views,
)

app_name = "space"

urlpatterns = [
    path("", home_views.home, name="home"),
    path(_("data/"), data_views.data, name="data"),
    path(_("data/file/"), data_views.data_export, name="data_export"),
    path(_("data/leaving/"), data_views.data_leave, name="data_leave"),
    path(_("data/left/"), data_views.data_left, name="data_left"),
    path(_("claim/"), claim_views.find, name="claim"),
    path(_("claim/new/"), claim_views.claim_new, name="claim_new"),
    path(_("claim/organisation/<slug:code>/"), claim_views.claim, name="claim_one"),
    path(_("claim/<int:pk>/withdraw/"), claim_views.withdraw, name="withdraw_claim"),
    path(_("invitation/<str:secret>/"), invitation_views.invitation, name="invitation"),
    path(_("invitations/<int:pk>/"), invitation_views.invited, name="invited"),
    path(_("organisation/<slug:code>/"), organisation_views.organisation, name="organisation"),
    path(_("organisation/<slug:code>/me/"), organisation_views.myself, name="myself"),
    path(_("organisation/<slug:code>/leave/"), people_views.leave, name="leave"),
    path(_("organisation/<slug:code>/people/"), people_views.people, name="people"),
    path(_("organisation/<slug:code>/people/invite/"), invitation_views.invite, name="invite"),
    path(
        _("organisation/<slug:code>/people/invitations/<int:pk>/withdraw/"),
        invitation_views.withdraw,
        name="withdraw_invitation",
    ),
    path(_("organisation/<slug:code>/people/<int:pk>/role/"), people_views.role, name="role"),
    path(_("organisation/<slug:code>/people/<int:pk>/end/"), people_views.end, name="end"),
    path(_("organisation/<slug:code>/people/claims/<int:pk>/"), colleague_views.colleague, name="colleague"),
    path(_("organisation/<slug:code>/profile/"), include("partners.profile.urls")),
]
