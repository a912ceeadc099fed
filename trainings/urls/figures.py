"""Addresses of progress and figures."""

app_name = "figures"

urlpatterns = []
