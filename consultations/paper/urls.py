from django.urls import path

from . import files

urlpatterns = [
    path("<slug:code>/blank.pdf", files.blank, name="blank"),
    path("<slug:code>/blank.xlsx", files.blank_xlsx, name="blank_xlsx"),
    path("<slug:code>/draft.pdf", files.draft, name="draft_pdf"),
    path("<str:reference>/own.pdf", files.own_pdf, name="own_pdf"),
]
