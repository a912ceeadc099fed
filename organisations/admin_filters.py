"""Filters of the admin's lists: what exists today, and the province."""

import re

from django.contrib import admin
from django.db.models import Q
from django.utils import timezone

from organisations.enums import AreaLevel
from organisations.models import Area


class ExistenceFilter(admin.SimpleListFilter):
    """Rows with valid_from and valid_to: still there today, or not."""

    title = "hiệu lực"
    parameter_name = "hieu-luc"

    def lookups(self, request, model_admin):
        return [("con", "Hiện còn"), ("het", "Đã hết"), ("chua", "Chưa đến ngày")]

    def queryset(self, request, queryset):
        today = timezone.localdate()
        match self.value():
            case "con":
                return queryset.existing_on(today)
            case "het":
                return queryset.filter(valid_to__lt=today)
            case "chua":
                return queryset.filter(valid_from__gt=today)
        return queryset


class ProvinceFilter(admin.SimpleListFilter):
    """Areas in one of today's provinces; for communes and, by their parents, villages."""

    title = "tỉnh, thành phố"
    parameter_name = "tinh"

    def lookups(self, request, model_admin):
        provinces = Area.objects.filter(level=AreaLevel.PROVINCE).existing_on(timezone.localdate())
        return [(str(row.pk), row.name) for row in provinces.order_by("code")]

    def queryset(self, request, queryset):
        if not re.fullmatch(r"[0-9]{1,9}", self.value() or ""):
            return queryset
        province = int(self.value())
        return queryset.filter(Q(pk=province) | Q(parent=province) | Q(parent__parent=province))
