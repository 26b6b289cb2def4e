from django.urls import path

from .evidence_views import evidence
from .indicators.downloads import indicator_csv
from .sheets.public import public_plan
from .snapshots.files import progress_report_json, progress_report_pdf, progress_report_xlsx
from .wall.files import pledge_badge, pledge_certificate

app_name = "actions"

urlpatterns = [
    path("evidence/<int:pk>/", evidence, name="evidence"),
    path("indicators/<slug:code>.csv", indicator_csv, name="indicator_csv"),
    path("plans/<slug:code>.xlsx", public_plan, name="plan_xlsx"),
    path("pledges/<slug:code>/badge.<slug:language>.svg", pledge_badge, name="pledge_badge"),
    path("pledges/<slug:code>/certificate.<slug:language>.pdf", pledge_certificate, name="pledge_certificate"),
    path("progress-reports/<slug:code>.json", progress_report_json, name="progress_report_json"),
    path("progress-reports/<slug:code>.<slug:language>.xlsx", progress_report_xlsx, name="progress_report_xlsx"),
    path("progress-reports/<slug:code>.<slug:language>.pdf", progress_report_pdf, name="progress_report_pdf"),
]
