"""Page layout of an organisation's documents."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from documents.enums import BodySize
from documents.layout import Layout
from organisations.models import Organisation


class PageLayout(models.Model):
    """The layout an organisation has chosen inside the legal ranges (Nghị định 30/2020, Phụ lục I: I.3, II.6.e, V)."""

    organisation = models.OneToOneField(
        Organisation, models.CASCADE, related_name="page_layout", verbose_name="cơ quan"
    )
    body_pt = models.PositiveSmallIntegerField("cỡ chữ nội dung", choices=BodySize.choices, default=BodySize.P14)
    margin_top = models.FloatField(
        "lề trên (mm)", default=20, validators=[MinValueValidator(20), MaxValueValidator(25)]
    )
    margin_bottom = models.FloatField(
        "lề dưới (mm)", default=20, validators=[MinValueValidator(20), MaxValueValidator(25)]
    )
    margin_left = models.FloatField(
        "lề trái (mm)", default=30, validators=[MinValueValidator(30), MaxValueValidator(35)]
    )
    margin_right = models.FloatField(
        "lề phải (mm)", default=15, validators=[MinValueValidator(15), MaxValueValidator(20)]
    )
    first_line_indent = models.FloatField(
        "lùi đầu dòng (mm)", choices=[(10.0, "1 cm"), (12.7, "1,27 cm")], default=12.7
    )
    line_spacing = models.FloatField(
        "giãn dòng (dòng)", default=1.0, validators=[MinValueValidator(1.0), MaxValueValidator(1.5)]
    )
    paragraph_gap_pt = models.FloatField(
        "cách đoạn (pt)", default=6, validators=[MinValueValidator(6), MaxValueValidator(12)]
    )

    class Meta:
        verbose_name = "cách trình bày"
        verbose_name_plural = "cách trình bày"
        constraints = [
            models.CheckConstraint(
                condition=Q(margin_top__range=(20, 25), margin_bottom__range=(20, 25))
                & Q(margin_left__range=(30, 35), margin_right__range=(15, 20)),
                name="page_layout_margins_are_legal",
                violation_error_message="Lề trên, dưới 20–25 mm; trái 30–35 mm; phải 15–20 mm (Nghị định 30/2020).",
            ),
            models.CheckConstraint(
                condition=Q(line_spacing__range=(1.0, 1.5), paragraph_gap_pt__gte=6),
                name="page_layout_spacing_is_legal",
                violation_error_message="Giãn dòng từ 1 đến 1,5 dòng; cách đoạn ít nhất 6 pt (Nghị định 30/2020).",
            ),
        ]

    def __str__(self):
        return f"Cách trình bày của {self.organisation}"

    def as_layout(self) -> Layout:
        """These choices as the value that rendering takes."""
        return Layout(**{name: getattr(self, name) for name in Layout.__dataclass_fields__})
