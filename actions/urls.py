from django.urls import path

from .calendar.files import organisation_calendar, plan_calendar, theme_calendar
from .evidence_views import evidence
from .indicators.downloads import indicator_csv
from .sheets.public import public_plan
from .snapshots.files import progress_report_json, progress_report_pdf, progress_report_xlsx
from .wall.files import pledge_badge, pledge_certificate

app_name = "actions"

urlpatterns = [
    path("evidence/<int:pk>/", evidence, name="evidence"),
    path("indicators/<slug:code>.csv", indicator_csv, name="indicator_csv"),
    path(
        "organisations/<slug:code>/calendar.<slug:language>.ics", organisation_calendar, name="organisation_calendar"
    ),
    path("plans/<slug:code>.xlsx", public_plan, name="plan_xlsx"),
    path("plans/<slug:code>/calendar.<slug:language>.ics", plan_calendar, name="plan_calendar"),
    path("pledges/<slug:code>/badge.<slug:language>.svg", pledge_badge, name="pledge_badge"),
    path("pledges/<slug:code>/certificate.<slug:language>.pdf", pledge_certificate, name="pledge_certificate"),
    path("progress-reports/<slug:code>.json", progress_report_json, name="progress_report_json"),
    path("progress-reports/<slug:code>.<slug:language>.xlsx", progress_report_xlsx, name="progress_report_xlsx"),
    path("progress-reports/<slug:code>.<slug:language>.pdf", progress_report_pdf, name="progress_report_pdf"),
    path("themes/<slug:code>/calendar.<slug:language>.ics", theme_calendar, name="theme_calendar"),
]
