"""Seats, campaigns, lists and the people in them, to look at."""

from django.contrib import admin

from trainings.admin.looking import LookingAdmin, related
from trainings.models import (
    Campaign,
    Enrolment,
    Reminder,
    RosterList,
    SeatRule,
    SeatTransfer,
    Share,
    Upload,
)

_OF_A_COURSE = "course__search_key__contains"


@admin.register(SeatRule)
class SeatRuleAdmin(LookingAdmin):
    """Rules by which seats are given."""

    list_display = ["course", "basis", "seats", "area", "organisation"]
    list_filter = ["basis"]
    list_select_related = ["course", "area", "organisation"]
    search_fields = [_OF_A_COURSE]
    fields = ["course", "basis", "seats", "who", "area", "organisation"]


@admin.register(Share)
class ShareAdmin(LookingAdmin):
    """Seats of units."""

    list_display = ["__str__", "course", "training_class", "seats", "taken"]
    list_filter = related("course__organisation")
    list_select_related = ["course", "area", "organisation", "training_class__course"]
    search_fields = [_OF_A_COURSE]
    fields = [
        "course", "area", "organisation", "training_class", "villages", "by_rule", "exception", "exception_reason",
        "passed", "seats", "taken",
    ]  # fmt: skip


@admin.register(SeatTransfer)
class SeatTransferAdmin(LookingAdmin):
    """Seats passed on."""

    course = "giver__course"
    list_display = ["at", "giver", "receiver", "seats", "by", "reason"]
    list_select_related = [
        "giver__area", "giver__organisation", "receiver__area", "receiver__organisation", "by",
    ]  # fmt: skip
    search_fields = ["giver__course__search_key__contains"]
    fields = ["giver", "receiver", "seats", "reason", "at", "by"]


@admin.register(Campaign)
class CampaignAdmin(LookingAdmin):
    """Registration for courses."""

    right = "trainings.view_campaign"
    list_display = ["course", "opens_on", "deadline", "form", "registers", "closed_at"]
    list_filter = ["form", "registers"]
    list_select_related = ["course"]
    search_fields = [_OF_A_COURSE]
    date_hierarchy = "deadline"
    fields = [
        "course", "opens_on", "deadline", "form", "title", "asks", "registers", "note", "opened_at", "opened_by",
        "closed_at",
    ]  # fmt: skip


@admin.register(RosterList)
class RosterListAdmin(LookingAdmin):
    """Lists of units."""

    right = "trainings.view_rosterlist"
    list_display = ["__str__", "campaign", "office", "state", "number", "submitted_at"]
    list_filter = ["state"]
    list_select_related = ["campaign__course", "office", "share__area", "share__organisation"]
    search_fields = ["campaign__course__search_key__contains"]
    fields = [
        "campaign", "share", "office", "state", "state_since", "number", "submitted_at", "submitted_by",
        "return_reason", "late_until", "late_reason", "scan_name",
    ]  # fmt: skip


@admin.register(Enrolment)
class EnrolmentAdmin(LookingAdmin):
    """People in lists and classes, without what is private of them."""

    right = "trainings.view_enrolment"
    list_display = ["full_name", "post", "state", "course", "training_class", "is_paid"]
    list_filter = ["state", "is_paid", "counts"]
    list_select_related = ["course", "training_class__course"]
    search_fields = ["search_key__contains"]
    ordering = ["sort_key", "id"]
    fields = [
        "full_name", "post", "is_paid", "village", "workplace", "course", "roster", "training_class", "state", "counts",
        "note", "half_days", "score_before", "score_after",
    ]  # fmt: skip


@admin.register(Upload)
class UploadAdmin(LookingAdmin):
    """Files of names: whose, when, how many rows; never what stood in them."""

    list_display = ["at", "name", "state", "good", "bad", "stored", "by"]
    list_filter = ["state"]
    list_select_related = ["by"]
    search_fields = ["roster__campaign__course__search_key__contains"]
    fields = ["name", "state", "good", "bad", "stored", "error", "at", "by"]

    def get_queryset(self, request):
        rows = super(LookingAdmin, self).get_queryset(request).defer("data", "rows", "faults")
        return rows.filter(roster__in=RosterList.objects.visible_to(request.user))


@admin.register(Reminder)
class ReminderAdmin(LookingAdmin):
    """Reminders that went out."""

    course = "list__campaign__course"
    list_display = ["at", "list", "by"]
    list_select_related = ["list__share__area", "list__share__organisation", "by"]
    search_fields = ["list__campaign__course__search_key__contains"]
    fields = ["list", "at", "by"]
