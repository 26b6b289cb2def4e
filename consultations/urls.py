"""The addresses under which stakeholders take part; none of them is kept or listed."""

from django.urls import include, path

app_name = "take_part"

urlpatterns = [
    path("", include("consultations.after.urls")),
    path("", include("consultations.files.urls")),
    path("", include("consultations.protection.urls")),
    path("", include("consultations.privacy.urls")),
    path("", include("consultations.paper.urls")),
    path("", include("consultations.public.urls")),
    path("", include("consultations.opening.urls")),
    path("", include("consultations.answering.urls")),
]
