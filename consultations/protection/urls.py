from django.urls import path

from . import views

urlpatterns = [path("<slug:code>/challenge/", views.challenge, name="challenge")]
