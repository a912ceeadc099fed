"""Addresses of courses, classes, seats, papers: the organiser's side, in the order of the work."""

app_name = "trainings"

urlpatterns = []
