"""One plan in any state, and one person for every role in every relation to it."""

import itertools
from functools import cached_property

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern

from documents.actions import freeze_paper
from documents.papers import paper
from organisations.enums import Capacity, Role, Scope
from organisations.models import Department, Organisation, Post, User
from plans.enums import PlanState
from plans.models import Plan
from tests.factories.plans import NOW, a_document, an_organisation
from tests.house.matrix.rules import ADMIN_READER, BLIND_SUPERUSER, EVERYWHERE, NO_ROLE, ROLES, SUPERUSER, Relation

SCOPES = {
    Relation.SAME_DEPARTMENT: Scope.DEPARTMENT,
    Relation.OTHER_DEPARTMENT: Scope.DEPARTMENT,
    Relation.ABOVE: Scope.BELOW,
}


class World:
    """Offices, departments and people around one office, and its plan."""

    def __init__(self):
        call_command("setup_roles", verbosity=0)
        self.above = an_organisation(name="Cơ quan cấp trên")
        self.heir = an_organisation(name="Cơ quan kế tục")
        self.office = an_organisation(name="Cơ quan", superior=self.above, successor=self.heir)
        self.foreign = an_organisation(name="Cơ quan khác")
        self.department = Department.objects.create(organisation=self.office, name="Phòng soạn thảo")
        self.other = Department.objects.create(organisation=self.office, name="Phòng khác")
        self.signer = Post.objects.create(
            organisation=self.office, person_name="Lý Văn Khi", title="TRƯỞNG BAN", capacity=Capacity.HEAD
        )
        self.outsider = User.objects.create(username="nguoi-soan", organisation=self.office, department=self.department)
        self.people = {pair: self._person(number, *pair) for number, pair in enumerate(self.pairs())}
        self.document = a_document()

    @cached_property
    def clients(self) -> dict[tuple[str, Relation], Client]:
        """A browser for each person, signed in."""
        return {pair: self._client(person) for pair, person in self.people.items()}

    @staticmethod
    def pairs() -> list[tuple[str, Relation]]:
        """Every role in every relation; accounts of the whole system once."""
        return [
            pair
            for pair in itertools.product(ROLES, Relation)
            if pair[0] not in EVERYWHERE or pair[1] == Relation.FOREIGN
        ]

    def plan(self, state: PlanState, drafter: User) -> Plan:
        """A plan of the office in `state`; what is frozen of it from approval on is really frozen."""
        plan = Plan.objects.create(
            organisation=self.office, department=self.department, drafter=drafter, signer=self.signer,
            title="Thực hiện Dự án 7", year_from=NOW.year, year_to=NOW.year, dated_year=NOW.year, opening="Như sau:",
            recipients="Như trên", created_at=NOW, updated_at=NOW, state_since=NOW,
        )  # fmt: skip
        self.rows = {
            "plan_id": plan,
            "basis_id": plan.bases.create(document=self.document),
            "section_id": plan.sections.create(title="MỤC ĐÍCH", body="Nâng cao năng lực."),
            "appendix_id": plan.appendices.create(title="DANH SÁCH"),
            "activity_id": plan.activities.create(name="Lớp tập huấn", kind="class"),
            "aside_id": plan.set_aside.create(rule="amounts.words", mark="0", reason="Đúng", by=drafter, at=NOW),
            "confirmation_id": plan.confirmations.create(kind="copied", sentence="Xem lại số người"),
            "comment_id": plan.comments.create(text="Xem lại", by=drafter, at=NOW, state=state),
        }
        self.bring(plan, state, drafter)
        return plan

    def keywords(self, pattern: URLPattern, plan: Plan) -> dict[str, object]:
        """What the address of `pattern` asks for: the rows of `plan`, or such as do not exist."""
        others = {"file_id": 987_654, "key": "khong-co", "page": 1, "width": 900}
        known = {name: row.pk for name, row in self.rows.items()} | others
        return {name: known[name] for name in pattern.pattern.converters}

    def bring(self, plan: Plan, state: PlanState, by: User) -> None:
        """Put `plan` into `state` without walking the way there."""
        frozen = plan.paper
        if state in PlanState.frozen() and frozen is None:
            source = paper("plan")
            row = source.find(plan.pk)
            frozen = freeze_paper(
                source="plan", row_id=plan.pk, organisation=self.office, content=source.content(row),
                layout=source.layout(row), by=by, at=NOW,
            )  # fmt: skip
        plan.state, plan.paper = state, frozen if state in PlanState.frozen() else None
        plan.save(update_fields=["state", "paper"])

    def _person(self, number: int, role: str, relation: Relation) -> User:
        is_administrator = role in EVERYWHERE
        office = self._office(relation)
        user = User.objects.create(
            username=f"nguoi-{number}",
            full_name=f"{role}, {relation}",
            organisation=None if is_administrator else office,
            department=None if is_administrator else self._department(relation),
            scope=Scope.EVERYTHING if is_administrator else SCOPES.get(relation, Scope.ORGANISATION),
            reads_all_papers=role in (ADMIN_READER, SUPERUSER),
            is_superuser=role in (SUPERUSER, BLIND_SUPERUSER),
            is_staff=True,
        )
        if role != NO_ROLE:
            user.groups.add(Group.objects.get(name=Role.ADMINISTRATOR if is_administrator else role))
        return user

    def _client(self, person: User) -> Client:
        client = Client(raise_request_exception=False)
        client.force_login(person)
        return client

    def _office(self, relation: Relation) -> Organisation:
        places = {Relation.ABOVE: self.above, Relation.HEIR: self.heir, Relation.FOREIGN: self.foreign}
        return places.get(relation, self.office)

    def _department(self, relation: Relation) -> Department | None:
        if relation in (Relation.OWN, Relation.SAME_DEPARTMENT):
            return self.department
        return self.other if relation == Relation.OTHER_DEPARTMENT else None
