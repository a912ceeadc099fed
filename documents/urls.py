"""Addresses about documents: the register of outgoing documents, rules of the checks, signing keys."""

from django.urls import path

from documents.views import books, entries, registers
from documents.views import keys as key_pages
from documents.views import rules as rule_pages

register = (
    [
        path("", registers.register_page, name="register"),
        path("dang-ky/", entries.new_entry, name="new_entry"),
        path("so.pdf", books.book, name="book"),
        path("so/in/", books.ask, name="ask_book"),
        path("so.xlsx", books.sheet, name="sheet"),
        path("<int:entry_id>/", entries.entry_page, name="entry"),
        path("<int:entry_id>/ghi/", entries.save_entry, name="save_entry"),
        path("<int:entry_id>/huy/", entries.cancel_entry, name="cancel_entry"),
    ],
    "documents",
)
rules = (
    [
        path("", rule_pages.rule_list, name="list"),
        path("<str:rule>/tat/", rule_pages.switch_off, name="switch_off"),
        path("<str:rule>/bat/", rule_pages.switch_on, name="switch_on"),
    ],
    "rules",
)
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
