"""Papers of classes and what is left of them, to look at."""

from django.contrib import admin

from trainings.admin.looking import LookingAdmin, related
from trainings.models import Certificate, CertificateSeries, ClassPaper, FeedbackTally


@admin.register(ClassPaper)
class ClassPaperAdmin(LookingAdmin):
    """Invitations, reports, reminders, decisions."""

    right = "trainings.view_classpaper"
    list_display = ["kind", "course", "training_class", "organisation", "state", "state_since"]
    list_filter = ["kind", "state", *related("organisation")]
    list_select_related = ["course", "training_class__course", "organisation"]
    search_fields = ["course__search_key__contains"]
    fields = [
        "kind", "course", "training_class", "organisation", "signer", "state", "state_since", "recipients",
        "created_at", "created_by",
    ]  # fmt: skip


@admin.register(CertificateSeries)
class CertificateSeriesAdmin(LookingAdmin):
    """Series in which certificates are numbered."""

    right = "trainings.view_certificateseries"
    list_display = ["__str__", "organisation"]
    list_select_related = ["organisation"]
    search_fields = ["organisation__search_key__contains"]
    fields = [field.name for field in CertificateSeries._meta.concrete_fields if field.name != "id"]

    def get_queryset(self, request):
        rows = super(LookingAdmin, self).get_queryset(request)
        seen = request.user.reads_all_papers if request.user.sees_everything else None
        if seen is None:
            return rows.filter(organisation=request.user.organisation_id)
        return rows if seen else rows.none()


@admin.register(Certificate)
class CertificateAdmin(LookingAdmin):
    """Certificates that were given."""

    course = "enrolment__course"
    right = "trainings.view_certificate"
    list_display = ["__str__", "enrolment", "received_on", "revoked_at"]
    list_filter = [("revoked_at", admin.EmptyFieldListFilter)]
    list_select_related = ["series", "enrolment"]
    search_fields = ["enrolment__search_key__contains"]
    fields = ["series", "number", "enrolment", "received_on", "revoked_at", "revoke_reason"]


@admin.register(FeedbackTally)
class FeedbackTallyAdmin(LookingAdmin):
    """What trainees thought of a class."""

    list_display = ["training_class", "question", "very_good", "good", "fair", "middling", "poor"]
    list_select_related = ["training_class__course"]
    search_fields = ["training_class__course__search_key__contains"]
    fields = ["training_class", "question", "very_good", "good", "fair", "middling", "poor"]
