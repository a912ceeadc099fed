"""Different persons over any classes and areas, from the keys kept with the tallies."""

from collections import Counter, defaultdict
from collections.abc import Hashable
from dataclasses import replace

from people.models import Person
from trainings.figures import persons_in
from trainings.progress.numbers import Numbers


class Heads:
    """The persons present, gathered under keys. Somebody merged into another person is that person."""

    def __init__(self):
        self._persons: dict[Hashable, set[int]] = defaultdict(set)
        self._unmatched: Counter = Counter()

    def add(self, key: Hashable, members, unmatched: int) -> None:
        """The people of one tally come under `key`."""
        self._persons[key].update(persons_in(members))
        self._unmatched[key] += unmatched

    def know_merged(self) -> None:
        """Take merged persons for the one they were merged into; one query."""
        merged = dict(Person.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into"))
        for persons in self._persons.values():
            for away in merged.keys() & persons:
                persons.discard(away)
                persons.add(merged[away])

    def with_persons(self, numbers: Numbers, key: Hashable) -> Numbers:
        """`numbers` with the persons under `key`."""
        return replace(numbers, persons=len(self._persons.get(key, ())), unmatched=self._unmatched[key])

    def with_all_persons(self, numbers: Numbers) -> Numbers:
        """`numbers` with the persons under any key."""
        persons = set().union(*self._persons.values())
        return replace(numbers, persons=len(persons), unmatched=self._unmatched.total())
