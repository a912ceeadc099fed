"""Courses and classes in the admin, to look at: they change on their own pages."""

from django.contrib import admin
from django.db.models import Count
from django.urls import reverse

from trainings.admin.looking import LookingAdmin, LookingInline, related
from trainings.models import ClassLecturer, ClassSession, Course, Module, TrainingClass


class ModuleInline(LookingInline):
    model = Module
    fields = ["position", "name", "periods", "language", "reference"]


class ClassInline(LookingInline):
    model = TrainingClass
    fields = ["ordinal", "state", "starts_on", "ends_on", "venue", "seats", "enrolled"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("course", "venue")


@admin.register(Course)
class CourseAdmin(LookingAdmin):
    """Courses with their modules and classes."""

    inlines = [ModuleInline, ClassInline]
    list_display = ["name", "kind", "organisation", "plan", "days", "class_count"]
    list_filter = ["kind", "form", *related("organisation"), "activity__plan__year_from"]
    list_select_related = ["organisation", "activity__plan"]
    search_fields = ["search_key__contains", "activity__plan__search_key__contains"]
    fields = [
        "name", "kind", "plan", "organisation", "audience", "form", ("days", "class_size", "size_is_average"), "place",
        "speakers", "lead", "reference", "area", ("attendance_percent", "has_tests", "pass_score"),
    ]  # fmt: skip

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(held=Count("classes"))

    def get_readonly_fields(self, request, obj=None):
        return [name for names in self.fields for name in (names if isinstance(names, tuple) else (names,))]

    def view_on_site(self, obj):
        return reverse("trainings:course", args=[obj.pk])

    @admin.display(description="kế hoạch")
    def plan(self, row):
        return row.activity.plan

    @admin.display(description="số lớp", ordering="held")
    def class_count(self, row):
        return row.held


class SessionInline(LookingInline):
    model = ClassSession
    fields = ["day_number", "half", "held_on", "taught", "note"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("parts__module", "parts__lecturer")

    @admin.display(description="nội dung")
    def taught(self, session):
        return "; ".join(f"{part} – {part.lecturer or 'chưa có giảng viên'}" for part in session.parts.all())


class TeachingInline(LookingInline):
    model = ClassLecturer
    fields = ["lecturer", "engagement", "reference"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("lecturer")


@admin.register(TrainingClass)
class TrainingClassAdmin(LookingAdmin):
    """Classes and tours with their timetable and lecturers."""

    right = "trainings.view_trainingclass"
    inlines = [TeachingInline, SessionInline]
    list_display = ["__str__", "state", "starts_on", "ends_on", "venue", "enrolled", "present", "completed"]
    list_filter = ["state", "course__kind", *related("course__organisation"), "course__activity__plan__year_from"]
    list_select_related = ["course", "venue"]
    search_fields = ["course__search_key__contains"]
    date_hierarchy = "starts_on"
    fields = [
        "course", "ordinal", "state", "state_since", "expected_from", "expected_to", "starts_on", "ends_on", "venue",
        "seats", "meal_rate", "payer_note", "remarks", "cancel_reason", "frozen_at", "frozen_by", "enrolled", "present",
        "completed", "unpaid",
    ]  # fmt: skip

    def view_on_site(self, obj):
        return reverse("trainings:class", args=[obj.pk])
