"""The compiled translations are those of the .po files: nobody has to have gettext to start the program."""

import ast
import gettext
import re

import pytest
from django.conf import settings

FOLDER = settings.BASE_DIR / "locale" / "vi" / "LC_MESSAGES"
ENTRY = re.compile(
    r'^(?:msgctxt (?P<context>".*")\n)?msgid (?P<id>".*")\n(?:msgid_plural ".*"\n)?msgstr(?:\[0\])? (?P<text>".*")$',
    re.M,
)


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_compiled_translations_are_up_to_date(domain):
    with (FOLDER / f"{domain}.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    written = {}
    for entry in ENTRY.finditer((FOLDER / f"{domain}.po").read_text()):
        key = ast.literal_eval(entry["id"])
        if key:
            context = f"{ast.literal_eval(entry['context'])}\x04" if entry["context"] else ""
            written[context + key] = ast.literal_eval(entry["text"])
    in_use = {key[0] if isinstance(key, tuple) else key: text for key, text in compiled._catalog.items() if key}
    assert in_use == written


def test_every_translation_says_something():
    for domain in ("django", "djangojs"):
        texts = [
            entry["text"] for entry in ENTRY.finditer((FOLDER / f"{domain}.po").read_text()) if entry["id"] != '""'
        ]
        assert [text for text in texts if text == '""'] == []
