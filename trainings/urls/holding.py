"""Addresses of holding a class: its steps, attendance, results, people who change, feedback."""

from django.urls import path

from trainings.forms.steps import ASKINGS
from trainings.views import attendance, feedback, moving, people, results, steps

urlpatterns = [
    *(
        path(f"<int:class_id>/{asking.slug}/", steps.step, {"act": act}, name=f"step_{act}")
        for act, asking in ASKINGS.items()
    ),
    path("<int:class_id>/diem-danh/", attendance.overview, name="attendance"),
    path("<int:class_id>/diem-danh/lap-buoi/", attendance.lay_out, name="attendance_lay_out"),
    path("<int:class_id>/diem-danh/<int:session_id>/", attendance.roll, name="roll"),
    path("<int:class_id>/diem-danh/<int:session_id>/ghi/", attendance.mark, name="roll_mark"),
    path("<int:class_id>/hoc-vien/", people.people, name="people"),
    path("<int:class_id>/hoc-vien/them/", people.add, name="person_add"),
    path("<int:class_id>/hoc-vien/chuyen-lop/", moving.move, name="people_move"),
    path("<int:class_id>/hoc-vien/<int:enrolment_id>/chuyen-lop/", moving.move_one, name="member_move"),
    path("<int:class_id>/hoc-vien/<int:enrolment_id>/", people.member, name="member"),
    path("<int:class_id>/hoc-vien/<int:enrolment_id>/thay/", people.replace, name="member_replace"),
    path("<int:class_id>/hoc-vien/<int:enrolment_id>/thay-tu-cho/", people.call_up, name="member_call_up"),
    path("<int:class_id>/hoc-vien/<int:enrolment_id>/rut/", people.withdraw, name="member_withdraw"),
    path("<int:class_id>/hoc-vien/<int:enrolment_id>/nhan-lai/", people.take_back, name="member_take_back"),
    path("<int:class_id>/ket-qua/", results.overview, name="results"),
    path("<int:class_id>/ket-qua/ghi/", results.save, name="results_save"),
    path("<int:class_id>/ket-qua/<int:enrolment_id>/", results.rule, name="result_rule"),
    path("<int:class_id>/danh-gia/", feedback.overview, name="feedback"),
    path("<int:class_id>/danh-gia/ghi/", feedback.save, name="feedback_save"),
]
