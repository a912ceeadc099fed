"""The communes that may stand in a person's row, and in the filter of the list."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from organisations.enums import AreaLevel
from organisations.models import Area, Organisation


def communes_of(office_ids: Iterable[int], *, besides: int | None = None) -> QuerySet[Area]:
    """Communes, of today and of earlier days, in the territories of these offices; `besides`: one that stands already.

    An office without a territory, or with a commune's, is offered the communes of the province around it.
    """
    own = Organisation.objects.filter(pk__in=list(office_ids))
    seats = Area.objects.filter(pk__in=own.values("area"))
    inside = Q(parent__in=seats) | Q(parent__parent__in=seats)
    around = Q(parent__children__in=seats.filter(level=AreaLevel.COMMUNE))
    return Area.objects.filter(
        Q(level=AreaLevel.COMMUNE) & (inside | around | Q(pk__in=seats)) | Q(pk=besides)
    ).distinct()


def label(area: Area) -> str:
    """«Xã Mường Báng», «Xã Mường Báng (đến 30/6/2025)» for one that has ended."""
    return f"{area} (đến {area.valid_to:%d/%m/%Y})" if area.valid_to else str(area)
