from django.urls import re_path

from .views import identified

urlpatterns = [re_path(r"^(?P<kind>[a-z]{1,30})/(?P<code>[-a-zA-Z0-9_]{1,120})/?$", identified, name="identifier")]
