"""Work under way in the offices of a trial machine, so that whoever signs in first finds something to do."""

import datetime
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from organisations.enums import Capacity
from organisations.models import Organisation, Post, User
from plans import actions
from plans.enums import SectionLevel
from plans.findings import findings_of
from plans.models import LegalDocument, Plan

FILE = Path(__file__).parent / "trial.toml"


@dataclass(frozen=True)
class Office:
    """An office of today with one account for every role."""

    organisation: Organisation
    drafter: User
    head: User
    clerk: User
    leader: User


@transaction.atomic
def put_to_work(office: Office, *, at: datetime.datetime) -> list[Plan]:
    """Give the office's first signer the leader's account, and begin plans that wait for each of its people.

    Everything goes through the acts that people use. Plans that are there already stay as they are; the new ones are
    returned. An office without a signer only gets drafts.
    """
    signer = office.organisation.posts.existing_on(localdate(at)).filter(capacity=Capacity.HEAD).first()
    if signer is not None and signer.account is None:
        Post.objects.filter(pk=signer.pk).update(account=office.leader)
    told = tomllib.loads(FILE.read_text("utf-8"))
    words = {"office": office.organisation.name, "year": localdate(at).year}
    begun = [_plan(office, entry, words, signer=signer, at=at) for entry in told["plans"]]
    if told["copy"].pop("organisation") == office.organisation.name:
        begun.append(_copy(office, told["copy"], words, signer=signer, at=at))
    return [plan for plan in begun if plan is not None]


def _copy(office: Office, head: dict[str, str], words: dict, *, signer: Post | None, at) -> Plan | None:
    """A draft copied from the first plan of the office before."""
    source = Plan.objects.filter(organisation__successor=office.organisation).order_by("pk").first()
    head = {name: text.format(**words) for name, text in head.items()}
    if source is None or _is_there(office, head["title"]):
        return None
    return actions.copy_plan(
        source, year=words["year"], by=office.drafter, at=at, **head, **_people(office, signer=signer)
    )


def _plan(office: Office, entry: dict[str, Any], words: dict, *, signer: Post | None, at) -> Plan | None:
    """A short plan, brought to whom it waits for."""
    waits_for, documents, sections = entry.pop("waits_for"), entry.pop("documents"), entry.pop("sections")
    head = {name: text.format(**words) for name, text in entry.items()}
    if _is_there(office, head["title"]):
        return None
    by = {"by": office.drafter, "at": at}
    plan = actions.create_plan(organisation=office.organisation, **head, **_people(office, signer=signer), **by)
    known = {str(document): document for document in LegalDocument.objects.in_force_on(localdate(at))}
    for name in documents:
        actions.add_basis(plan, **({"document": known[name]} if name in known else {"wording": f"Căn cứ {name}"}), **by)
    for section in sections:
        body = section["body"].format(**words)
        actions.add_section(plan, after=None, level=SectionLevel.ROMAN, title=section["title"], body=body, **by)
    if signer is not None:
        _submit(plan, office, waits_for=waits_for, at=at)
    return plan


def _submit(plan: Plan, office: Office, *, waits_for: str, at: datetime.datetime) -> None:
    open_warnings = findings_of(plan, on=localdate(at)).warnings
    reasons = {found.mark: "Kế hoạch dùng thử: để nguyên làm ví dụ." for found in open_warnings}
    actions.submit_plan(plan, reasons=reasons, by=office.drafter, at=at)
    if waits_for != "head":
        actions.pass_on_plan(plan, by=office.head, at=at)
    if waits_for == "leader":
        actions.check_plan(plan, by=office.clerk, at=at)


def _people(office: Office, *, signer: Post | None) -> dict[str, Any]:
    department = office.drafter.department
    archive = f"VT, {department.abbreviation}" if department and department.abbreviation else "VT"
    return {"signer": signer, "department": department, "drafter": office.drafter, "archive": archive}


def _is_there(office: Office, title: str) -> bool:
    return Plan.objects.filter(organisation=office.organisation, title=title).exists()
