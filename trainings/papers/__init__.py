"""The papers that trainings can print and issue."""

from trainings.papers import official

__all__ = ["official"]
