from django.urls import path
from django.utils.translation import gettext_lazy as _

from . import about_views, changed_views, link_views, save_views, start_views, step_views

urlpatterns = [
    path(_("leave/"), start_views.leave, name="leave"),
    path(_("link/<str:secret>/"), link_views.resume, name="resume"),
    path("<slug:code>/", start_views.start, name="start"),
    path(_("<slug:code>/about/"), about_views.about, name="about"),
    path("<slug:code>/<int:number>/", step_views.section, name="section"),
    path(_("<slug:code>/text/"), step_views.clauses, name="clauses"),
    path(_("<slug:code>/all/"), step_views.everything, name="all"),
    path(_("<slug:code>/changes/"), changed_views.changed, name="changed"),
    path(_("<slug:code>/link/"), link_views.send_link, name="send_link"),
    path(_("<slug:code>/save/"), save_views.save, name="save"),
]
