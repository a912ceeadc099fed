"""Addresses of the sheets of a class; part of `trainings.urls.classes`."""

from django.urls import path

from trainings.views import class_sheets

urlpatterns = [
    path("<int:class_id>/giay-to/", class_sheets.class_papers, name="class_papers"),
    path("<int:class_id>/giay-to/danh-sach-day-du/", class_sheets.full_class_list, name="class_list_full"),
    path("<int:class_id>/giay-to/<str:kind>/in/", class_sheets.print_class_paper, name="class_paper_print"),
    path("<int:class_id>/giay-to/<str:kind>/<str:format>/", class_sheets.class_paper, name="class_paper"),
]
