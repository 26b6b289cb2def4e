from . import assignment_views, check_views, exception_views, guide_views, panel_views, report_views

app_name = "editorial"
urlpatterns = [
    *check_views.urlpatterns,
    *guide_views.urlpatterns,
    *panel_views.urlpatterns,
    *report_views.urlpatterns,
    *exception_views.urlpatterns,
    *assignment_views.urlpatterns,
]
