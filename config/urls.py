"""All addresses of the site."""

from django.contrib import admin
from django.urls import include, path

from documents.urls import keys, register, rules

urlpatterns = [
    path("", include("portal.urls")),
    path("ke-hoach/", include("plans.urls")),
    path("lop/", include("trainings.urls.classes")),
    path("dang-ky/", include("trainings.urls.registration")),
    path("tien-do/", include("trainings.urls.figures")),
    path("nguoi-tham-gia/", include("people.urls")),
    path("quy-tac-kiem-tra/", include(rules)),
    path("khoa-ky/", include(keys)),
    path("van-ban-di/", include(register)),
    path("nhat-ky/", include("audit.urls")),
    path("quan-tri/", admin.site.urls),
]

handler400 = "portal.refusals.bad_request"
