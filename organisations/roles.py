"""What each role may do: the table, and writing it into Django's groups and permissions."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction

from organisations.enums import Role

_SEE = ("view",)
_KEEP = ("view", "add", "change")
_OWN = ("view", "add", "change", "delete")

_CATALOGUES = {
    "organisations.area": _SEE,
    "organisations.organisation": _SEE,
    "organisations.department": _SEE,
    "organisations.post": _SEE,
    "plans.programme": _SEE,
    "plans.legaldocument": _SEE,
}
_SEEING_PLANS = {
    "plans.plan": _SEE,
    "plans.plansection": _SEE,
    "plans.planlegalbasis": _SEE,
    "plans.activity": _SEE,
    "plans.activityline": _SEE,
    "plans.planappendix": _SEE,
}
_WRITING_PLANS = {
    "plans.plan": _KEEP,
    "plans.plansection": _OWN,
    "plans.planlegalbasis": _OWN,
    "plans.activity": _OWN,
    "plans.activityline": _OWN,
    "plans.planappendix": _OWN,
}

_LOOKING_AT_TRAININGS = {
    "trainings.course": _SEE,
    "trainings.trainingclass": _SEE,
    "trainings.campaign": _SEE,
    "trainings.rosterlist": _SEE,
    "trainings.classpaper": _SEE,
    "trainings.venue": _SEE,
    "trainings.lecturer": _SEE,
}
_ORGANISING = {
    "trainings.course": _OWN,
    "trainings.trainingclass": (*_OWN, "settle"),
    "trainings.campaign": _OWN,
    "trainings.rosterlist": (*_SEE, "accept"),
    "trainings.enrolment": (*_OWN, "see_private", "export"),
    "trainings.classpaper": _KEEP,
    "trainings.certificate": _KEEP,
    "trainings.certificateseries": _KEEP,
    "trainings.venue": _OWN,
    "trainings.lecturer": _OWN,
    "people.person": (*_KEEP, "merge", "see_private", "export"),
}

# Permissions say which kinds of rows; which rows of a kind is decided by scope (see Plan.objects.visible_to).
TABLE: dict[Role, dict[str, tuple[str, ...]]] = {
    Role.DRAFTER: _CATALOGUES
    | _WRITING_PLANS
    | _ORGANISING
    | {"plans.plan": (*_KEEP, "submit"), "plans.legaldocument": _KEEP},
    Role.DEPARTMENT_HEAD: _CATALOGUES
    | _WRITING_PLANS
    | _ORGANISING
    | {"plans.plan": (*_KEEP, "submit", "review"), "plans.legaldocument": _KEEP},
    Role.LEADER: _CATALOGUES
    | _SEEING_PLANS
    | _LOOKING_AT_TRAININGS
    | {
        "plans.plan": (*_SEE, "approve"),
        "documents.registerentry": _SEE,
        "trainings.classpaper": (*_SEE, "approve"),
    },
    Role.CLERK: _CATALOGUES
    | _SEEING_PLANS
    | _LOOKING_AT_TRAININGS
    | {
        "plans.plan": (*_SEE, "check", "issue"),
        "trainings.classpaper": (*_SEE, "issue"),
        "plans.legaldocument": _KEEP,
        "organisations.post": _KEEP,
        "documents.pagelayout": _KEEP,
        "documents.registerentry": _KEEP,
        "documents.numbergroup": _OWN,
        "documents.switchedoffrule": _OWN,
        "documents.signingkey": ("view", "add", "change"),
    },
    Role.REGISTRAR: _CATALOGUES | _SEEING_PLANS | {"trainings.rosterlist": (*_SEE, "fill")},
    Role.MONITOR: _CATALOGUES | _SEEING_PLANS | _LOOKING_AT_TRAININGS,
    Role.ADMINISTRATOR: {
        "organisations.area": _OWN,
        "organisations.areasuccession": _OWN,
        "organisations.organisation": _OWN,
        "organisations.department": _OWN,
        "organisations.post": _OWN,
        "organisations.user": _KEEP,
        "plans.programme": _OWN,
        "plans.legaldocument": _OWN,
        "documents.pagelayout": _OWN,
        "documents.job": _SEE,
        "documents.numbergroup": _OWN,
        "documents.switchedoffrule": _OWN,
        "audit.entry": _SEE,
    },
}


@transaction.atomic
def setup_roles() -> None:
    """Make the groups named in `Role` and give each exactly the permissions of TABLE. Run after migrations.

    Raises ValueError for a permission that no model offers: a misspelt line of the table.
    """
    known = {
        (permission.content_type.app_label, permission.codename): permission
        for permission in Permission.objects.select_related("content_type")
    }
    for role, rows in TABLE.items():
        wanted = [
            (app, f"{verb}_{model}")
            for app, _, model in (name.partition(".") for name in rows)
            for verb in rows[f"{app}.{model}"]
        ]
        missing = [f"{app}.{codename}" for app, codename in wanted if (app, codename) not in known]
        if missing:
            raise ValueError(f"Không có quyền {', '.join(missing)} (vai trò {role.value}).")
        group, _ = Group.objects.get_or_create(name=role.value)
        group.permissions.set(known[key] for key in wanted)
