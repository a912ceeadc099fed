"""Addresses of progress and figures."""

from django.urls import path

from trainings.views import figures

app_name = "figures"
urlpatterns = [
    path("", figures.overview, name="overview"),
    path("bang/", figures.overview_sheet, name="overview_sheet"),
    path("in/", figures.overview_paper, name="overview_paper"),
    path("ke-hoach/<int:plan_id>/", figures.plan, name="plan"),
    path("ke-hoach/<int:plan_id>/bang/", figures.plan_sheet, name="plan_sheet"),
    path("ke-hoach/<int:plan_id>/tren-ke-hoach/", figures.plan_panel, name="plan_panel"),
    path("ke-hoach/<int:plan_id>/in/", figures.plan_paper, name="plan_paper"),
]
