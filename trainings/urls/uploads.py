"""Addresses of files of names, for the list of a unit and for a class: included by `registration` and `classes`."""

from django.urls import path

from trainings.views import uploads

list_urlpatterns = [
    path("<int:roster_id>/tep/", uploads.give_for_list, name="upload"),
    path("<int:roster_id>/mau.xlsx", uploads.list_form, name="blank_form"),
    path("tep/<int:upload_id>/", uploads.uploaded, name="uploaded"),
    path("tep/<int:upload_id>/cot/", uploads.columns, name="upload_columns"),
    path("tep/<int:upload_id>/ghi/", uploads.keep, name="upload_keep"),
    path("tep/<int:upload_id>/dong-sai/", uploads.bad_rows, name="upload_bad_rows"),
    path("tep/<int:upload_id>/bo/", uploads.drop, name="upload_drop"),
]
class_urlpatterns = [
    path("<int:class_id>/tep/", uploads.give_for_class, name="class_upload"),
    path("<int:class_id>/mau.xlsx", uploads.class_form, name="class_blank_form"),
]
