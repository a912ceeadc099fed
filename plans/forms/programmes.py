"""Choosing a node of the programme tree."""

from django import forms

from plans.models import Programme

EM_SPACE = "\u2003"


class _Tree(forms.models.ModelChoiceIterator):
    def __iter__(self):
        yield ("", self.field.empty_label)
        children: dict[int | None, list[Programme]] = {}
        for node in self.queryset:
            children.setdefault(node.parent_id, []).append(node)
        yield from self._below(None, children, depth=0)

    def _below(self, parent_id, children, *, depth):
        for node in children.get(parent_id, []):
            label = EM_SPACE * depth + str(node)
            period = f" ({node.year_from}–{node.year_to})" if depth == 0 and node.year_from and node.year_to else ""
            yield (self.field.prepare_value(node), label + period)
            yield from self._below(node.pk, children, depth=depth + 1)


class ProgrammeChoice(forms.ModelChoiceField):
    """The programme tree as one list, each node under its parent and set in by its depth."""

    iterator = _Tree

    def __init__(self, **kwargs):
        kwargs.setdefault("empty_label", "Không thuộc chương trình nào")
        super().__init__(Programme.objects.all(), **kwargs)
