"""Addresses of courses, classes, seats, papers: the organiser's side, in the order of the work."""

from django.urls import path

from trainings.urls import campaigns, holding, official
from trainings.views import classes, courses, listing

app_name = "trainings"
urlpatterns = [
    path("", listing.course_list, name="list"),
    path("khoa/<int:course_id>/", courses.course, name="course"),
    path("<int:class_id>/", classes.training_class, name="class"),
    *campaigns.urlpatterns,
    *holding.urlpatterns,
    *official.urlpatterns,
]
