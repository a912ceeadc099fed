"""Enter the example plans, with their organisations, programmes and legal documents, from the files beside this one.

Everything goes the way that people's entries go: rows are checked by `full_clean`, plans are written by the acts of
`plans.actions`. What is there already stays as it is, so that a second run changes nothing.
"""

import datetime
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Permission
from django.db import models, transaction

from organisations.enums import Regime, Scope
from organisations.models import Area, Department, Organisation, Post, User
from plans import actions
from plans.models import LegalDocument, Plan, Programme

HERE = Path(__file__).parent
AUTHOR = "du-lieu-mau"
PATTERNS = {
    "ubnd": {
        "symbol": "UBND",
        "prints_superior": False,
        "regime": Regime.COLLECTIVE,
        "collective_name": "ỦY BAN NHÂN DÂN",
        "head_title": "CHỦ TỊCH",
        "deputy_title": "PHÓ CHỦ TỊCH",
    },
    "so": {"regime": Regime.HEAD, "head_title": "GIÁM ĐỐC", "deputy_title": "PHÓ GIÁM ĐỐC"},
    "ban": {"regime": Regime.HEAD, "head_title": "TRƯỞNG BAN", "deputy_title": "PHÓ TRƯỞNG BAN"},
}
"""What offices of one kind have in common."""


@transaction.atomic
def load_examples(*, at: datetime.datetime) -> Counter[str]:
    """Enter what is missing and return how many rows of each kind were added, by their Vietnamese name."""
    return _Loading(at).run()


class _Loading:
    """One run: what was found or added is kept under the names that the files use."""

    def __init__(self, at: datetime.datetime):
        self.at = at
        self.added: Counter[str] = Counter()
        self.organisations: dict[str, Organisation] = {}
        self.documents: dict[str, LegalDocument] = {}
        self.programmes: dict[str, Programme] = {}

    def run(self) -> Counter[str]:
        for key, entry in _read("organisations.toml").items():
            self.organisations[key] = self._organisation(entry)
        for entry in _read("legal_documents.toml")["documents"]:
            document = LegalDocument(**entry)
            self.documents[str(document)] = LegalDocument.objects.same_as(document).first() or self._add(document)
        for key, entry in _read("programmes.toml").items():
            self.programmes[key] = self._programme(entry)
        author = _author()
        for file in sorted((HERE / "plans").glob("*.toml")):
            self._plan(_read(file), by=author)
        return self.added

    def _row(self, model: type[models.Model], fields: dict[str, Any], *, by: tuple[str, ...]) -> models.Model:
        """The row that agrees with `fields` in the columns `by`; added when there is none."""
        unsaved = model(**fields)
        row = model.objects.filter(**{name: getattr(unsaved, name) for name in by}).first()
        return row or self._add(unsaved)

    def _add(self, row: models.Model) -> models.Model:
        row.full_clean()
        row.save()
        self.added[row._meta.verbose_name] += 1
        return row

    def _organisation(self, entry: dict[str, Any]) -> Organisation:
        departments, posts = entry.pop("departments", ()), entry.pop("posts", ())
        kind, name = entry.pop("area")
        day = entry.get("valid_to") or entry.get("valid_from") or self.at.date()
        fields = PATTERNS[entry.pop("pattern")] | entry
        fields |= {link: self.organisations[entry[link]] for link in ("superior", "successor") if link in entry}
        fields["area"] = Area.objects.existing_on(day).filter(kind=kind, name=name).first()
        organisation = self._row(Organisation, fields, by=("name", "valid_from", "valid_to"))
        for fields in departments:
            self._row(Department, fields | {"organisation": organisation}, by=("organisation", "name"))
        for fields in posts:
            self._row(Post, fields | {"organisation": organisation}, by=("organisation", "person_name"))
        return organisation

    def _programme(self, entry: dict[str, Any]) -> Programme:
        if "parent" in entry:
            entry["parent"] = self.programmes[entry["parent"]]
        if "approved_by" in entry:
            entry["approved_by"] = self.documents[entry["approved_by"]]
        return self._row(Programme, entry, by=("parent", "name", "short_name", "year_from"))

    def _plan(self, entry: dict[str, Any], *, by: User) -> None:
        organisation = self.organisations[entry.pop("organisation")]
        bases, sections = entry.pop("bases"), entry.pop("sections")
        appendices = entry.pop("appendices", ())
        if Plan.objects.filter(organisation=organisation, title=entry["title"]).exists():
            return
        people = {"department": organisation.departments.filter(name=entry.pop("department", "")).first()}
        people |= {"signer": organisation.posts.get(person_name=entry.pop("signer"))}
        if "programme" in entry:
            entry["programme"] = self.programmes[entry["programme"]]
        plan = actions.create_plan(organisation=organisation, by=by, at=self.at, **entry, **people)
        for basis in bases:
            document = self.documents[basis.pop("document")]
            actions.add_basis(plan, document=document, by=by, at=self.at, **basis)
        for section in sections:
            activities = section.pop("activities", ())
            row = actions.add_section(plan, after=None, by=by, at=self.at, **section)
            for activity in activities:
                actions.add_activity(plan, section=row, by=by, at=self.at, **activity)
        for appendix in appendices:
            actions.add_appendix(plan, by=by, at=self.at, **appendix)
        self.added[plan._meta.verbose_name] += 1


def _read(name: str | Path) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text("utf-8"))


def _author() -> User:
    """The account that stands as the writer of the examples. Nobody can sign in with it."""
    author, is_new = User.objects.get_or_create(
        username=AUTHOR, defaults={"full_name": "Dữ liệu mẫu", "scope": Scope.EVERYTHING, "reads_all_papers": True}
    )
    if is_new:
        author.set_unusable_password()
        author.save()
        author.user_permissions.set(
            Permission.objects.filter(content_type__app_label="plans", codename__in=("add_plan", "change_plan"))
        )
    return author
