"""The papers that trainings can print and issue."""

from trainings.papers import class_papers, forms, official, progress

__all__ = ["class_papers", "forms", "official", "progress"]
