"""Addresses of the audit trail."""

from django.urls import path

from audit import views

app_name = "audit"
urlpatterns = [
    path("", views.trail, name="trail"),
    path("<int:entry_id>/", views.entry, name="entry"),
    path("tai-ve/<slug:kind>/", views.take_home, name="take_home"),
]
