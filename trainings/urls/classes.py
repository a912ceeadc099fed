"""Addresses of courses, classes, seats, papers: the organiser's side, in the order of the work."""

from django.urls import path

from trainings.urls import campaigns, holding, official, preparing, seats, sheets, uploads
from trainings.views import classes

app_name = "trainings"
urlpatterns = [
    *preparing.urlpatterns,
    path("<int:class_id>/", classes.training_class, name="class"),
    *campaigns.urlpatterns,
    *holding.urlpatterns,
    *official.urlpatterns,
    *sheets.urlpatterns,
    *uploads.class_urlpatterns,
    *seats.urlpatterns,
]
