"""Addresses of the seats of a course, included by `trainings.urls.classes`."""

from django.urls import path

from trainings.views import seats

urlpatterns = [
    path("khoa/<int:course_id>/chi-tieu/", seats.table, name="seats"),
    path("khoa/<int:course_id>/chi-tieu/quy-tac/", seats.save_rules, name="seats_rules"),
    path("khoa/<int:course_id>/chi-tieu/tinh/", seats.compute, name="seats_compute"),
    path("khoa/<int:course_id>/chi-tieu/chia-lop/", seats.spread, name="seats_spread"),
    path("khoa/<int:course_id>/chi-tieu/nhu-ke-hoach/", seats.place, name="seats_place"),
    path("khoa/<int:course_id>/chi-tieu/chuyen-lop/", seats.move, name="seats_move"),
    path("chi-tieu/<int:share_id>/", seats.save_exception, name="seats_exception"),
]
