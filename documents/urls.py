"""Addresses about documents: signing keys."""

from django.urls import path

from documents.views import keys as key_pages

keys = (
    [
        path("", key_pages.own, name="own"),
        path("them-tep/", key_pages.add_file, name="add_file"),
        path("them-thiet-bi/", key_pages.add_token, name="add_token"),
        path("<int:key_id>/hinh/", key_pages.picture, name="picture"),
        path("<int:key_id>/doi-hinh/", key_pages.change_picture, name="change_picture"),
        path("<int:key_id>/go/", key_pages.remove, name="remove"),
    ],
    "keys",
)
