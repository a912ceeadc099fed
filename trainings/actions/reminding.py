"""Reminding the offices whose lists have not come: noted for each list, by e-mail where there is an address."""

import datetime
import logging
from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.urls import reverse

from audit.enums import EntryKind
from audit.recording import record
from lib.dates import short_date
from lib.refusals import Refused
from organisations.models import User
from trainings.enums import RosterState
from trainings.models import Campaign, Reminder, RosterList
from trainings.permissions import can_organise

logger = logging.getLogger(__name__)
SECONDS = 15
"""How long the mail server may take for one step."""
ONE_REMINDER = datetime.timedelta(hours=1)
"""A button pressed twice, or a form sent again, reminds once."""


@dataclass(frozen=True)
class Reminded:
    """How many lists were reminded, to how many addresses an e-mail goes, for how many there is none."""

    lists: int
    addresses: int
    without_address: int


@transaction.atomic
def remind(
    campaign: Campaign, *, by: User, at: datetime.datetime, home: str, only: Collection[int] | None = None
) -> Reminded:
    """Remind the offices of all lists of `campaign` that have not come (or of those in `only`).

    E-mails go after the commit, one per address, and name the units, never people; `home` is the address of the site.
    Who was reminded within the last hour is passed over. Raises PermissionDenied; Refused when nothing is to be
    reminded of.
    """
    if not can_organise(by, campaign.course):
        raise PermissionDenied
    Campaign.objects.select_for_update().get(pk=campaign.pk)
    lists = campaign.lists.filter(state__in=sorted(RosterState.editable()), office__isnull=False)
    lists = lists.exclude(reminders__at__gt=at - ONE_REMINDER) if only is None else lists.filter(pk__in=only)
    rows = list(lists.select_related("share__area", "share__organisation", "office").order_by("pk"))
    if not rows:
        raise Refused("Không còn danh sách nào cần đôn đốc, hoặc vừa đôn đốc trong một giờ qua.")
    addresses = _addresses(rows)
    Reminder.objects.bulk_create(
        Reminder(list=row, at=at, by=by, address=", ".join(addresses[row.pk])[:254]) for row in rows
    )
    letters: dict[str, list[RosterList]] = {}
    for row in rows:
        for address in addresses[row.pk]:
            letters.setdefault(address, []).append(row)
    messages = [_message(campaign, mine, address, home) for address, mine in sorted(letters.items())]
    if messages:
        transaction.on_commit(lambda: _send(messages))
    units = [str(row.share) for row in rows]
    record(EntryKind.CHANGE, act="đôn đốc gửi danh sách", by=by, at=at, row=campaign,
           organisation_id=campaign.course.organisation_id, details={"units": units})  # fmt: skip
    return Reminded(len(rows), len(letters), sum(not addresses[row.pk] for row in rows))


def _addresses(rows: Collection[RosterList]) -> dict[int, list[str]]:
    """The addresses of those who may fill in lists in each list's office, or in the one that continues it."""
    fillers = User.objects.filter(
        is_active=True, groups__permissions__codename="fill_rosterlist", organisation__isnull=False
    ).exclude(email="")
    offices = {office for row in rows for office in (row.office_id, row.office.successor_id) if office}
    found: dict[int, list[str]] = {}
    for office, address in fillers.filter(organisation__in=offices).order_by("pk").values_list("organisation", "email"):
        if address not in found.setdefault(office, []):
            found[office].append(address)
    return {row.pk: found.get(row.office_id, []) + found.get(row.office.successor_id, []) for row in rows}


def _message(campaign: Campaign, rows: list[RosterList], address: str, home: str) -> EmailMessage:
    course, units = campaign.course, ", ".join(str(row.share) for row in rows)
    address_of_list = home.rstrip("/") + reverse("registration:list", args=[rows[0].pk])
    text = (
        f"Kính gửi đồng chí,\n\n{course.organisation} đề nghị gửi danh sách đăng ký «{course.name}» của {units}.\n"
        f"Hạn gửi: hết ngày {short_date(campaign.deadline)}.\n\nLập và gửi danh sách tại: {address_of_list}\n\n"
        "Nếu có khó khăn, đề nghị phản ánh với cơ quan tổ chức.\n"
    )
    subject = f"Đôn đốc gửi danh sách đăng ký: {course.name}"
    return EmailMessage(" ".join(subject.split())[:200], text, settings.DEFAULT_FROM_EMAIL, [address])


def _send(messages: list[EmailMessage]) -> None:
    """Post the e-mails; a mail server that does not answer takes nothing back, the note of the reminder stays."""
    try:
        with get_connection(timeout=SECONDS) as connection:
            connection.send_messages(messages)
    except OSError as error:  # smtplib's errors are among them
        logger.warning("%d reminders could not be posted: %s", len(messages), type(error).__name__)
