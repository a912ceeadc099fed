"""Addresses of registration: the registrar's side, in the order of the work."""

from django.urls import path

from trainings.urls.uploads import list_urlpatterns
from trainings.views import forms_printed, list_acts, lists, typing

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
    path("<int:roster_id>/phu-luc/", forms_printed.form_papers, name="form_papers"),
    path("<int:roster_id>/phu-luc/pdf/", forms_printed.form, {"format": "pdf"}, name="form_pdf"),
    path("<int:roster_id>/phu-luc/docx/", forms_printed.form, {"format": "docx"}, name="form_docx"),
    path("<int:roster_id>/phu-luc/xlsx/", forms_printed.form, {"format": "xlsx"}, name="form_xlsx"),
    path("<int:roster_id>/phu-luc/mau-trong/", forms_printed.blank, name="form_blank"),
    path("<int:roster_id>/phu-luc/in/", forms_printed.print_form, name="form_print"),
    path("<int:roster_id>/phu-luc/day-du/", forms_printed.full_form, name="form_full"),
    *list_urlpatterns,
]
