"""Addresses of holding a class: its steps, attendance, results, people who change, feedback."""

from django.urls import path

from trainings.forms.steps import ASKINGS
from trainings.views import steps

urlpatterns = [
    path(f"<int:class_id>/{asking.slug}/", steps.step, {"act": act}, name=f"step_{act}")
    for act, asking in ASKINGS.items()
]
