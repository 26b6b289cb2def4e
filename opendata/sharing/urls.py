from django.urls import path

from .views import picture

urlpatterns = [path("<slug:language>/<int:pk>.png", picture, name="picture")]
