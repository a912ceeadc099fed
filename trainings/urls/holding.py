"""Addresses of holding a class: its steps, attendance, results, people who change, feedback."""

from django.urls import path

from trainings.forms.steps import ASKINGS
from trainings.views import attendance, steps

urlpatterns = [
    *(
        path(f"<int:class_id>/{asking.slug}/", steps.step, {"act": act}, name=f"step_{act}")
        for act, asking in ASKINGS.items()
    ),
    path("<int:class_id>/diem-danh/", attendance.overview, name="attendance"),
    path("<int:class_id>/diem-danh/lap-buoi/", attendance.lay_out, name="attendance_lay_out"),
    path("<int:class_id>/diem-danh/<int:session_id>/", attendance.roll, name="roll"),
    path("<int:class_id>/diem-danh/<int:session_id>/ghi/", attendance.mark, name="roll_mark"),
]
