"""What each role keeps in the admin: v(iew), a(dd), c(hange), d(elete). A table that stands nowhere fails the test."""

from organisations.enums import Role
from tests.house.matrix.rules import BLIND_SUPERUSER, EVERYWHERE, MAKERS, SUPERUSER, WRITERS

STAFF = dict.fromkeys(set(Role) - {Role.ADMINISTRATOR}, "v")
KEEPERS = dict.fromkeys(EVERYWHERE, "vacd")
SUPER = dict.fromkeys((SUPERUSER, BLIND_SUPERUSER), "vacd")
LOOKING = dict.fromkeys((SUPERUSER, BLIND_SUPERUSER), "v")
ORGANISERS = dict.fromkeys(WRITERS, "v") | LOOKING
OF_THE_OFFICE = dict.fromkeys(WRITERS | {Role.LEADER, Role.CLERK, Role.MONITOR}, "v") | LOOKING

TABLES: dict[str, dict[str, str]] = {
    "documents.PageLayout": KEEPERS | {Role.CLERK: "vac"},
    "documents.NumberGroup": KEEPERS | {Role.CLERK: "vacd"},
    "documents.SwitchedOffRule": KEEPERS | {Role.CLERK: "vacd"},
    "documents.Register": LOOKING,
    "documents.RegisterEntry": dict.fromkeys((Role.LEADER, Role.CLERK), "v") | LOOKING,
    "organisations.Area": STAFF | KEEPERS,
    "organisations.Department": STAFF | KEEPERS,
    "organisations.Organisation": STAFF | KEEPERS,
    "organisations.Post": STAFF | KEEPERS | {Role.CLERK: "vac"},
    "organisations.User": dict.fromkeys(EVERYWHERE, "vac") | SUPER,
    "people.Merge": dict.fromkeys((Role.DRAFTER, Role.DEPARTMENT_HEAD), "v") | LOOKING,
    "people.Person": dict.fromkeys((Role.DRAFTER, Role.DEPARTMENT_HEAD), "v") | LOOKING,
    "plans.Activity": STAFF | SUPER | dict.fromkeys(WRITERS, "vacd"),
    "plans.LegalDocument": STAFF | KEEPERS | dict.fromkeys(MAKERS - {Role.LEADER}, "vac"),
    "plans.Plan": STAFF | SUPER | dict.fromkeys(WRITERS, "vac"),
    "plans.PlanComment": STAFF | LOOKING,
    "plans.PlanEdit": STAFF | LOOKING,
    "plans.PlanTransition": STAFF | LOOKING,
    "plans.Programme": STAFF | KEEPERS,
    "trainings.Campaign": OF_THE_OFFICE,
    "trainings.Certificate": ORGANISERS,
    "trainings.CertificateSeries": ORGANISERS,
    "trainings.ClassPaper": OF_THE_OFFICE,
    "trainings.Course": OF_THE_OFFICE,
    "trainings.Enrolment": ORGANISERS,
    "trainings.FeedbackTally": OF_THE_OFFICE,
    "trainings.Lecturer": OF_THE_OFFICE | SUPER | dict.fromkeys(WRITERS, "vacd"),
    "trainings.Reminder": OF_THE_OFFICE,
    "trainings.RosterList": OF_THE_OFFICE | {Role.REGISTRAR: "v"},
    "trainings.SeatRule": OF_THE_OFFICE,
    "trainings.SeatTransfer": OF_THE_OFFICE,
    "trainings.Share": OF_THE_OFFICE,
    "trainings.TrainingClass": OF_THE_OFFICE,
    "trainings.Upload": OF_THE_OFFICE,
    "trainings.Venue": OF_THE_OFFICE | SUPER | dict.fromkeys(WRITERS, "vacd"),
}
