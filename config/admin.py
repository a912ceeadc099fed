"""The admin site: catalogues and accounts, entered through the portal's own sign-in."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.i18n import JavaScriptCatalog

from lib.search_admin import ChoiceJsonView

# Apps and models in the order of the work; what is not named here follows in the order of its name.
ORDER = [
    "plans.Plan",
    "plans.LegalDocument",
    "plans.Programme",
    "organisations.Organisation",
    "organisations.Department",
    "organisations.Post",
    "organisations.User",
    "organisations.Area",
    "documents.PageLayout",
    "documents.Job",
]


class OfficeAdminSite(admin.AdminSite):
    """Django's admin with our order of pages, our sign-in and our labels in autocomplete fields."""

    site_title = "Sổ Kế hoạch"
    site_header = "Sổ Kế hoạch"
    index_title = "Danh mục và quản trị"
    site_url = reverse_lazy("portal:home")
    enable_nav_sidebar = True

    def get_app_list(self, request, app_label=None):
        """Apps and models in ORDER; users find plans and catalogues before accounts and logs."""
        places = {name: place for place, name in enumerate(ORDER)}
        apps = self._build_app_dict(request, app_label)
        for label, app in apps.items():
            app["models"].sort(
                key=lambda row, label=label: (places.get(f"{label}.{row['object_name']}", len(ORDER)), row["name"])
            )
        return sorted(
            apps.values(),
            key=lambda app: (
                min(places.get(f"{app['app_label']}.{row['object_name']}", len(ORDER)) for row in app["models"]),
                app["name"],
            ),
        )

    def i18n_javascript(self, request, extra_context=None):
        """Words for the admin's scripts; Django's own view leaves out the project's translations."""
        return JavaScriptCatalog.as_view()(request)

    def autocomplete_view(self, request):
        return ChoiceJsonView.as_view(admin_site=self)(request)

    @method_decorator(login_not_required)
    def login(self, request, extra_context=None):
        """One sign-in for the whole site, then on to the page asked for. Who has no business here is told so."""
        wanted = request.GET.get("next", "")
        if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
            wanted = reverse("admin:index")
        if self.has_permission(request):
            return redirect(wanted)
        if request.user.is_authenticated:
            raise PermissionDenied("Tài khoản của bạn không vào được trang Quản trị.")
        return redirect_to_login(wanted, reverse("portal:sign_in"))

    def password_change(self, request, extra_context=None):
        return redirect("portal:change_password")
