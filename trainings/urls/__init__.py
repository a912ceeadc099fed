"""Addresses of trainings: classes for organisers, registration for units, figures."""
