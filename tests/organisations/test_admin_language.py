"""Every page of the admin speaks Vietnamese: no English word is left in what people see."""

import re
from html.parser import HTMLParser

import pytest
from django.contrib import admin
from django.urls import NoReverseMatch, reverse

from organisations.models import Organisation, User
from tests.factories.rows import a_row

admin.autodiscover()
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
ENGLISH = re.compile(
    r"\b(about|access|action|actions|active|add|added|administration|all|and|another|any|apply|are|attempt|authentication|"
    r"available|back|based|below|breadcrumbs|browse|cancel|cannot|change|changed|characters|choose|clear|close|confirm|"
    r"content|continue|contain|correct|create|current|currently|date|delete|deleted|details|digits|disabled|"
    r"edit|editing|empty|enabled|enter|entries|entry|error|errors|field|fields|filter|finished|first|following|format|"
    r"from|has|help|hide|history|hold|home|hour|hours|import|invalid|items|kind|last|length|letters|line|list|log|logged|"
    r"login|logout|lookup|model|more|multiple|must|name|navigation|new|next|none|nothing|number|object|objects|of|only|"
    r"open|option|options|order|other|page|password|path|permission|permissions|please|position|previous|raw|recent|"
    r"remove|required|reset|results|row|rows|save|saved|search|select|selected|selection|server|set|should|show|sidebar|"
    r"site|skip|some|sorting|staff|status|submit|successfully|sure|table|that|the|their|theme|these|this|time|title|"
    r"today|toggle|total|unknown|update|updated|user|username|users|valid|value|values|version|view|was|website|welcome|"
    r"were|when|whether|which|will|with|yes|yesterday|you|your)\b",
    re.IGNORECASE,
)
GENERATED = re.compile(r"\b[a-z_]+ \d+\b", re.IGNORECASE)  # what tests.factories.rows fills in: «name 12»


class _Visible(HTMLParser):
    """Collects what people read: text, and what titles, labels and buttons say."""

    def __init__(self):
        super().__init__()
        self.texts, self.silent = [], 0

    def handle_starttag(self, tag, attrs):
        self.silent += tag in ("script", "style", "title", "code")
        values = dict(attrs)
        self.texts += [values[key] for key in ("title", "placeholder", "alt", "aria-label") if values.get(key)]
        if tag == "input" and values.get("type") in ("submit", "button"):
            self.texts.append(values.get("value", ""))

    def handle_endtag(self, tag):
        self.silent -= tag in ("script", "style", "title", "code")

    def handle_data(self, data):
        if not self.silent:
            self.texts.append(data)


def english(response) -> list[str]:
    """English words that the page shows, each with the text around it."""
    assert response.status_code == 200
    page = _Visible()
    page.feed(response.content.decode())
    texts = [GENERATED.sub("", " ".join(text.split())) for text in page.texts]
    return [f"{found[0]}: {text}" for text in texts if (found := ENGLISH.search(text))]


@pytest.fixture
def keeper(client, db):
    user = User.objects.create_superuser(
        "quantri", reads_all_papers=True, password="mot-hai-ba-bon", full_name="Người giữ"
    )
    client.force_login(user)
    return client


def test_the_word_list_finds_english_and_leaves_vietnamese_alone():
    assert ENGLISH.search("Please correct the error below.")
    assert not ENGLISH.search(
        "Thêm, sửa, xóa đơn vị hành chính; nhập từ Excel; con người, tên, an ninh, in ra, đi to, no ấm"
    )


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
@pytest.mark.parametrize("page", ["changelist", "add", "change", "delete", "history", "import", "export"])
def test_page(model, page, keeper):
    row = a_row(model)
    needs_row = page in ("change", "delete", "history")
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"
    try:
        address = reverse(name, args=[row.pk] if needs_row else [])
    except NoReverseMatch:
        return  # this model has no such page
    response = keeper.get(address)
    if response.status_code == 403 and page in ("add", "delete"):
        return  # rows of this model are written by the program only
    assert english(response) == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_search_that_finds_nothing(model, keeper):
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    assert english(keeper.get(address, {"q": "khongcogi"})) == []


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.label)
def test_form_sent_without_anything(model, keeper):
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
    if keeper.get(address).status_code == 403:
        return  # rows of this model are written by the program only
    assert english(keeper.post(address, {})) == []


@pytest.mark.parametrize(
    ("values"),
    [
        {"valid_from": "31/02/2026", "name": "x" * 300, "superior": "0", "regime": "lạ"},
        {"valid_from": "hôm qua", "valid_to": "2026", "departments-TOTAL_FORMS": "x"},
    ],
)
def test_form_sent_with_nonsense(values, keeper):
    response = keeper.post(reverse("admin:organisations_organisation_add"), values)
    assert english(response) == []
    assert Organisation.objects.count() == 0


def test_front_page_section_page_and_account_pages(keeper):
    account = User.objects.create_user("canbo", password="mot-hai-ba-bon")
    addresses = [
        reverse("admin:index"),
        reverse("admin:app_list", args=["organisations"]),
        reverse("admin:auth_user_password_change", args=[account.pk]),
    ]
    assert {address: english(keeper.get(address)) for address in addresses} == {address: [] for address in addresses}


def test_weak_password_is_refused_in_vietnamese(keeper):
    account = User.objects.create_user("canbo")
    address = reverse("admin:auth_user_password_change", args=[account.pk])
    page = keeper.post(address, {"password1": "123", "password2": "123", "usable_password": "true"})
    assert english(page) == []
    assert "Mật khẩu ngắn quá: cần ít nhất 10 ký tự." in page.content.decode()


def test_old_history_and_deletion_of_many_are_in_vietnamese(keeper):
    row = a_row(Organisation)
    change = reverse("admin:organisations_organisation_change", args=[row.pk])
    keeper.post(change, {"name": "Tên khác"})
    many = {"action": "delete_selected", "_selected_action": [row.pk]}
    assert english(keeper.post(reverse("admin:organisations_organisation_changelist"), many)) == []
    assert english(keeper.get(reverse("admin:organisations_organisation_history", args=[row.pk]))) == []


def test_words_of_the_scripts_are_vietnamese(keeper):
    words = keeper.get(reverse("admin:jsi18n")).content.decode()
    assert re.search(r'"Monday": "Th\\u1ee9 Hai"', words)
    assert re.search(r'"Choose a Date": "Ch\\u1ecdn ng\\u00e0y"', words)
