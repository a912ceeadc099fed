"""Addresses of the campaign of a course."""

from django.urls import path

from trainings.views import campaigns

_COURSE = "khoa/<int:course_id>/dang-ky/"
urlpatterns = [
    path(_COURSE, campaigns.campaign, name="campaign"),
    path(f"{_COURSE}luu/", campaigns.save, name="campaign_save"),
    path(f"{_COURSE}mo/", campaigns.open_, name="campaign_open"),
    path(f"{_COURSE}dong/", campaigns.close, name="campaign_close"),
    path(f"{_COURSE}tiep-nhan/", campaigns.accept_all, name="accept_all"),
    path(f"{_COURSE}don-doc/", campaigns.send_reminders, name="remind"),
    path(f"{_COURSE}chuyen-cho/", campaigns.pass_on, name="pass_seats"),
    path(f"{_COURSE}goi-cho/", campaigns.call_waiting, name="move_up"),
]
