"""Addresses of preparing courses and classes: begin, modules, classes, days, lecturers, timetable, venues."""

from django.urls import path

from trainings.views import beginning, class_facts, courses, keeping, lecturers, listing, modules, timetables

KEPT = ((keeping.VENUES, "dia-diem"), (keeping.LECTURERS, "giang-vien"))

urlpatterns = [
    path("", listing.course_list, name="list"),
    path("moi/", listing.activities, name="activities"),
    path("moi/<int:activity_id>/", beginning.new, name="new"),
    path("moi/<int:activity_id>/lap/", beginning.create, name="create"),
    path("khoa/<int:course_id>/", courses.course, name="course"),
    path("khoa/<int:course_id>/sua/", courses.edit, name="course_edit"),
    path("khoa/<int:course_id>/luu/", courses.save, name="course_save"),
    path("khoa/<int:course_id>/xoa/", courses.delete, name="course_delete"),
    path("khoa/<int:course_id>/ghi-vao-ke-hoach/", courses.follow, name="course_follow"),
    path("khoa/<int:course_id>/noi-dung/", modules.modules, name="modules"),
    path("khoa/<int:course_id>/noi-dung/luu/", modules.save, name="modules_save"),
    path("khoa/<int:course_id>/cac-lop/", courses.classes, name="classes"),
    path("khoa/<int:course_id>/cac-lop/lap/", courses.generate, name="classes_generate"),
    path("<int:class_id>/sua/", class_facts.edit, name="class_edit"),
    path("<int:class_id>/luu/", class_facts.save, name="class_save"),
    path("<int:class_id>/thoi-khoa-bieu/", timetables.timetable, name="timetable"),
    path("<int:class_id>/thoi-khoa-bieu/xep/", timetables.make, name="timetable_make"),
    path("<int:class_id>/thoi-khoa-bieu/sua/", timetables.edit, name="timetable_edit"),
    path("<int:class_id>/thoi-khoa-bieu/luu/", timetables.save, name="timetable_save"),
    path("<int:class_id>/giang-vien/", lecturers.lecturers, name="lecturers"),
    path("<int:class_id>/giang-vien/ghi/", lecturers.put, name="lecturer_put"),
    path("<int:class_id>/giang-vien/<int:lecturer_id>/bo/", lecturers.remove, name="lecturer_remove"),
]
for kept, slug in KEPT:
    urlpatterns += [
        path(f"{slug}/", keeping.rows, {"kept": kept}, name=f"kept_{kept.name}s"),
        path(f"{slug}/them/", keeping.add, {"kept": kept}, name=f"{kept.name}_add"),
        path(f"{slug}/<int:{kept.name}_id>/", keeping.edit, {"kept": kept}, name=f"{kept.name}_edit"),
        path(f"{slug}/<int:{kept.name}_id>/xoa/", keeping.delete, {"kept": kept}, name=f"{kept.name}_delete"),
    ]
