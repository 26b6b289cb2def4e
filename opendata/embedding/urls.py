from django.urls import path

from .views import card

urlpatterns = [path("action/<slug:code>.<slug:language>.html", card, name="card")]
