"""Addresses of registration: the registrar's side, in the order of the work."""

from django.urls import path

from trainings.views import list_acts, lists, typing

app_name = "registration"
urlpatterns = [
    path("", lists.home, name="home"),
    path("<int:roster_id>/", lists.roster, name="list"),
    path("<int:roster_id>/ghi/", typing.save, name="save"),
    path("<int:roster_id>/dan/", typing.paste, name="paste"),
    path("<int:roster_id>/gui/", list_acts.submit, name="submit"),
    path("<int:roster_id>/rut-lai/", list_acts.withdraw, name="withdraw"),
    path("<int:roster_id>/ban-quet/", list_acts.scan, name="scan"),
    path("<int:roster_id>/ban-quet/xem/", list_acts.scan_file, name="scan_file"),
    path("<int:roster_id>/tiep-nhan/", list_acts.accept, name="accept"),
    path("<int:roster_id>/tra-lai/", list_acts.send_back, name="return"),
    path("<int:roster_id>/gui-muon/", list_acts.let_late, name="let_late"),
    path("<int:roster_id>/co-quan/", list_acts.office, name="office"),
]
