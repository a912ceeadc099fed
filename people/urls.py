"""Addresses of people."""

from django.urls import path

from people.views import listing, merging, person

app_name = "people"

urlpatterns = [
    path("", listing.people_list, name="list"),
    path("tim/", listing.search, name="search"),
    path("tai/", listing.export, name="export"),
    path("them/", person.new, name="new"),
    path("trung/", merging.candidates, name="candidates"),
    path("trung/<int:candidate_id>/hai-nguoi/", merging.set_apart, name="set_apart"),
    path("lan-gop/<int:merge_id>/hoan-tac/", merging.undo, name="undo_merge"),
    path("<int:person_id>/", person.person, name="person"),
    path("<int:person_id>/sua/", person.edit, name="edit"),
    path("<int:person_id>/day-du/", person.show_private, name="show_private"),
    path("<int:person_id>/an-danh/", person.anonymise, name="anonymise"),
    path("<int:person_id>/gop/", merging.choose, name="choose"),
    path("<int:person_id>/gop/<int:other_id>/", merging.compare, name="compare"),
]
