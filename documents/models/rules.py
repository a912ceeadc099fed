"""Rules of `documents.checking` that an office has switched off."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models

from lib.fields import CleanTextField
from organisations.models import Organisation


class SwitchedOffRule(models.Model):
    """A rule that is not run for the documents of one office, with the reason."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="switched_off_rules", verbose_name="cơ quan"
    )
    rule = models.CharField("quy tắc", max_length=60)
    reason = CleanTextField("lý do", max_length=500, validators=[MaxLengthValidator(500)])
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người tắt")
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "quy tắc đã tắt"
        verbose_name_plural = "quy tắc đã tắt"
        ordering = ["organisation", "rule"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "rule"],
                name="rule_is_switched_off_once",
                violation_error_message="Quy tắc này đã tắt.",
            ),
        ]

    def __str__(self):
        return self.rule
