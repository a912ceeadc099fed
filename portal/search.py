"""One search over everything a person may see: plans, legal documents, organisations, areas."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from lib.text import fold
from organisations.models import Area, Organisation
from plans.models import LegalDocument, Plan
from portal.shortcuts import admin_list, may_open

SHOWN = 8


@dataclass(frozen=True)
class Hit:
    """One thing found; `past` says since when it no longer exists or applies."""

    title: str
    url: str = ""
    facts: tuple[str, ...] = ()
    past: str = ""


@dataclass(frozen=True)
class Group:
    """Things of one kind; `more_url` leads to the rest when there are more than are shown."""

    title: str
    icon: str
    hits: tuple[Hit, ...]
    has_more: bool = False
    more_url: str = ""


def search(words: str, *, user, on: date) -> list[Group]:
    """What `user` may see that holds every word of `words`, accents and case aside; kinds without a hit are left out.

    Five queries at most. Organisations and areas are public facts; where the user may open the admin, hits lead there.
    """
    if not fold(words):
        return []
    groups = (
        _plans(words, user),
        _documents(words, user, on),
        _organisations(words, user, on),
        _areas(words, user, on),
    )
    return [group for group in groups if group.hits]


def _plans(words, user) -> Group:
    rows, has_more = _first(Plan.objects.visible_to(user).mentioning(words).select_related("organisation"))
    hits = (
        Hit(
            title=plan.title,
            url=reverse("plans:detail", args=[plan.pk]),
            facts=(str(plan.organisation), f"năm {plan.years}"),
        )
        for plan in rows
    )
    return Group("Kế hoạch", "plan", tuple(hits), has_more, reverse("plans:list"))


def _documents(words, user, on) -> Group:
    rows, has_more = _first(LegalDocument.objects.matching(words).select_related("replaced_by"))
    url = _admin_urls(LegalDocument, user)
    hits = (
        Hit(
            title=str(document),
            url=url(document),
            facts=_said(
                document.issued_on and f"ngày {document.issued_on:%d/%m/%Y}",
                document.issuer,
                document.summary if document.reference else "",
            ),
            past=_expired(document, on),
        )
        for document in rows
    )
    return Group("Văn bản pháp lý", "law", tuple(hits), has_more, _admin_list(LegalDocument, user))


def _organisations(words, user, on) -> Group:
    rows, has_more = _first(
        Organisation.objects.matching(words).select_related("superior", "successor").order_by("name", "valid_from")
    )
    url = _admin_urls(Organisation, user)
    hits = (
        Hit(
            title=organisation.name,
            url=url(organisation),
            facts=_said(
                f"ký hiệu {organisation.symbol}",
                organisation.superior and f"trực thuộc {organisation.superior}",
            ),
            past=_ended(organisation, [organisation.successor] if organisation.successor else [], on),
        )
        for organisation in rows
    )
    return Group("Cơ quan", "building", tuple(hits), has_more, _admin_list(Organisation, user))


def _areas(words, user, on) -> Group:
    rows, has_more = _first(
        Area.objects.matching(words).select_related("parent").prefetch_related("successors"),
    )
    url = _admin_urls(Area, user)
    hits = (
        Hit(
            title=str(area),
            url=url(area),
            facts=_said(area.parent and str(area.parent), area.code and f"mã {area.code}"),
            past=_ended(area, area.successors.all(), on),
        )
        for area in rows
    )
    return Group("Đơn vị hành chính", "map", tuple(hits), has_more, _admin_list(Area, user))


def _first(rows) -> tuple[list, bool]:
    found = list(rows[: SHOWN + 1])
    return found[:SHOWN], len(found) > SHOWN


def _said(*facts: str | None) -> tuple[str, ...]:
    return tuple(fact for fact in facts if fact)


def _expired(document, on) -> str:
    if document.in_force_to is None or document.in_force_to > on:
        return ""
    replaced = f", thay bằng {document.replaced_by}" if document.replaced_by else ""
    return f"hết hiệu lực từ {document.in_force_to:%d/%m/%Y}{replaced}"


def _ended(dated, successors: Iterable, on) -> str:
    if dated.valid_to is None or dated.valid_to >= on:
        return ""
    now = ", ".join(map(str, successors))
    return f"đến hết {dated.valid_to:%d/%m/%Y}" + (f", nay là {now}" if now else "")


def _admin_urls(model, user):
    if not may_open(model, user):
        return lambda row: ""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
    return lambda row: reverse(name, args=[row.pk])


def _admin_list(model, user) -> str:
    return admin_list(model) if may_open(model, user) else ""
