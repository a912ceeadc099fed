"""Work of the house on the home page: documents that the worker is making for this person."""

from datetime import timedelta

from django.db.models import Q
from django.urls import reverse

from documents.enums import JobKind, JobState
from documents.models import Job
from documents.papers import paper
from lib.waiting import WaitingItem, WaitingList, waits
from plans.models import Plan

SHOWN = 5


@waits(place=40)
def my_jobs(user, *, roles, at) -> WaitingList:
    """Documents being made for `user`, and those of the last day that could not be made."""
    jobs = list(
        Job.objects.filter(requested_by=user).filter(
            Q(state__in=[JobState.QUEUED, JobState.RUNNING])
            | Q(state=JobState.FAILED, requested_at__gte=at - timedelta(days=1))
        )[:SHOWN]
    )
    plans = Plan.objects.visible_to(user).in_bulk([job.row_id for job in jobs if job.paper == "plan"])
    return WaitingList(title="Máy đang làm cho tôi", icon="clock", items=tuple(_item(job, plans) for job in jobs))


def _item(job, plans) -> WaitingItem:
    if job.kind == JobKind.READ:
        return _reading(job)
    plan = plans.get(job.row_id) if job.paper == "plan" else None
    failed = job.state == JobState.FAILED
    return WaitingItem(
        title=f"Bản PDF: {plan.title}" if plan else f"Bản PDF: {paper(job.paper).label}",
        url=reverse("plans:detail", args=[plan.pk]) if plan else "",
        facts=(job.get_state_display(),),
        at=job.requested_at,
        at_means="yêu cầu lúc",
        percent=None if failed else job.progress,
        failure=(job.error or "Không tạo được bản PDF này. Mở kế hoạch và bấm tải PDF lần nữa.") if failed else "",
    )


def _reading(job) -> WaitingItem:
    """A document that is being read; its page says what became of it."""
    failed = job.state == JobState.FAILED
    return WaitingItem(
        title="Đọc văn bản có sẵn",
        url=reverse("plans:reading", args=[job.row_id]),
        facts=(job.get_state_display(),),
        at=job.requested_at,
        at_means="yêu cầu lúc",
        percent=None if failed else job.progress,
        failure=job.error if failed else "",
    )
