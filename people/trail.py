"""What the audit trail may tell of people: only to those who may see the row."""

from django.urls import reverse

from audit.tables import register
from people.models import Person

register(
    "people.person",
    rows=Person.objects.visible_to,
    url=lambda row_id: reverse("people:person", args=[row_id]),
)
