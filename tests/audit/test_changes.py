"""Before and after: nothing is lost, long texts are kept as the part that changed, secrets not at all."""

import random
from datetime import date

import pytest

from audit.changes import CONTEXT, LONG, field_changes, order_change, row_picture, text_after, text_before, text_change
from documents.models import PageLayout
from organisations.enums import Capacity, Role
from organisations.models import Organisation, Post, User
from organisations.roles import setup_roles
from tests.factories.plans import a_post, a_user, an_organisation

TEXT = "Đoạn thứ nhất nói về mục đích. " * 20


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("Cũ", "Mới", {"was": "Cũ", "now": "Mới"}),
        ("", "x" * LONG, {"was": "", "now": "x" * LONG}),
        ("", "x" * 81, {"at": 0, "removed": "", "inserted": "x" * 81, "before": "", "after": ""}),
        ("x" * 81, "", {"at": 0, "removed": "x" * 81, "inserted": "", "before": "", "after": ""}),
        (
            TEXT[:93] + "một " + TEXT[93:],
            TEXT[:93] + "hai ba " + TEXT[93:],
            {"at": 93, "removed": "một", "inserted": "hai ba", "before": TEXT[53:93], "after": " " + TEXT[93:132]},
        ),
        (
            TEXT[:93] + "khoảng " + TEXT[93:],
            TEXT[:93] + "khoang " + TEXT[93:],
            {"at": 93, "removed": "khoảng", "inserted": "khoang", "before": TEXT[53:93], "after": " " + TEXT[93:132]},
        ),
        ("a" * 90, "a" * 92, {"at": 90, "removed": "", "inserted": "aa", "before": "a" * CONTEXT, "after": ""}),
    ],
)
def test_text_change_keeps_the_part_that_changed(old, new, part):
    assert text_change(old, new) == part


def test_no_text_is_lost_either_way():
    dice = random.Random(30)
    for _ in range(2000):
        old, new = ("".join(dice.choices("ab\n", k=dice.randrange(0, 130))) for _ in "12")
        change = text_change(old, new)
        assert (text_after(old, change), text_before(new, change)) == (new, old)


def test_one_word_in_a_long_text_costs_little():
    long = "x y z " * 10_000
    change = text_change(long, long[:30_000] + "chữ" + long[30_000:])
    assert len(str(change)) < 250


@pytest.mark.django_db
class TestFields:
    def test_only_changed_fields_under_their_names(self):
        old = row_picture(an_organisation())
        changes = field_changes(Organisation, old, old | {"place_name": "Cao Bằng", "valid_to": "2026-01-31"}, of="Sở")
        assert changes == [
            {"of": "Sở", "field": "có từ ngày"} | {"field": "đến hết ngày", "was": None, "now": "2026-01-31"},
            {"of": "Sở", "field": "địa danh", "was": "Lạng Sơn", "now": "Cao Bằng"},
        ]

    def test_choices_and_rows_are_named(self):
        post = a_post(an_organisation())
        other = an_organisation()
        old = row_picture(post)
        new = old | {"capacity": Capacity.DEPUTY.value, "organisation_id": other.pk}
        assert field_changes(Post, old, new) == [
            {
                "of": "",
                "field": "cơ quan",
                "was": f"{post.organisation} (mã {post.organisation_id})",
                "now": f"{other} (mã {other.pk})",
            },
            {"of": "", "field": "ký với tư cách", "was": Capacity.HEAD.label, "now": Capacity.DEPUTY.label},
        ]

    def test_a_row_that_is_gone_is_named_by_its_key(self):
        old = row_picture(a_post(an_organisation()))
        (change,) = field_changes(Post, old, old | {"organisation_id": 424242})
        assert change["now"] == "(mã 424242)"

    def test_added_and_removed_rows_tell_what_is_filled_in(self):
        old = row_picture(PageLayout(organisation=an_organisation()))
        added = field_changes(PageLayout, None, old, of="x")
        assert {change["row"] for change in added} == {"added"}
        assert [change["was"] for change in added] == [None] * len(added)
        removed = field_changes(PageLayout, old, None, of="x")
        assert [(c["field"], c["was"]) for c in removed] == [(c["field"], c["now"]) for c in added]

    def test_an_empty_row_is_still_told(self):
        assert field_changes(PageLayout, None, {}, of="x") == [{"of": "x", "row": "added"}]

    def test_passwords_are_never_kept(self):
        old = row_picture(a_user())
        changes = field_changes(User, old, old | {"password": "argon2$bí-mật"})
        assert changes == [{"of": "", "field": "mật khẩu", "secret": True}]
        assert "password" not in str(field_changes(User, None, old)).replace("mật khẩu", "")
        assert old["password"] not in str(field_changes(User, None, old))

    def test_roles_are_named(self):
        setup_roles()
        user = a_user()
        old = row_picture(user, with_many=True)
        from django.contrib.auth.models import Group

        group = Group.objects.get(name=Role.LEADER.value)
        user.groups.add(group)
        (change,) = field_changes(User, old, row_picture(user, with_many=True))
        assert (change["was"], change["now"]) == ([], [f"{Role.LEADER.value} (mã {group.pk})"])

    def test_search_keys_and_counters_say_nothing(self):
        old = row_picture(an_organisation()) | {"search_key": "a", "version": 1}
        assert field_changes(Organisation, old, old | {"search_key": "b", "version": 2}) == []

    def test_days_are_kept_as_iso(self):
        assert row_picture(Organisation(valid_from=date(2025, 7, 1)))["valid_from"] == "2025-07-01"


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("abcd", "abcd", None),
        ("abcd", "acbd", ("bc", "cb")),
        ("abcd", "bcda", ("abcd", "bcda")),
        ("abc", "abxc", None),
        ("abcd", "abc", None),
        ("abcd", "axdc", ("cd", "dc")),
    ],
)
def test_order_keeps_the_part_that_changed(old, new, part):
    change = order_change(dict(enumerate_keys(old)), dict(enumerate_keys(new)))
    assert change == ([{"of": "", "field": "thứ tự", "was": list(part[0]), "now": list(part[1])}] if part else [])


def enumerate_keys(letters):
    return ((ord(letter), letter) for letter in letters)
