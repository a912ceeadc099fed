import unicodedata

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from lib.money import amount_from_words, amount_in_words, parse_amount
from lib.number_words import number_in_figures


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (1_251_000_000, "Một tỷ hai trăm năm mươi mốt triệu đồng"),
        (1_000_251_000, "Một tỷ hai trăm năm mươi mốt nghìn đồng"),
        (100_000_000, "Một trăm triệu đồng"),
        (10_005_000, "Mười triệu không trăm linh năm nghìn đồng"),
        (21_015_000, "Hai mươi mốt triệu không trăm mười lăm nghìn đồng"),
        (404_000, "Bốn trăm linh bốn nghìn đồng"),
        (1_024_055, "Một triệu không trăm hai mươi bốn nghìn không trăm năm mươi lăm đồng"),
        (0, "Không đồng"),
        (-5_000, "Âm năm nghìn đồng"),
    ],
)
def test_amount_in_words(amount, words):
    assert amount_in_words(amount) == words
    assert amount_from_words(words) == amount


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("Một tỷ, hai trăm năm mươi một nghìn đồng", 1_000_251_000),
        ("(Bằng chữ: Một trăm triệu đồng chẵn./.)", 100_000_000),
        ("Số tiền viết bằng chữ: hai mươi mốt triệu đồng Việt Nam", 21_000_000),
        ("một trăm triệu đồng chẵn.", 100_000_000),
        ("MỘT TRĂM TRIỆU", 100_000_000),
        ("không đồng", 0),
    ],
)
def test_words_around_an_amount_are_left_aside(words, amount):
    assert amount_from_words(words) == amount
    assert amount_from_words(unicodedata.normalize("NFD", words)) == amount


@pytest.mark.parametrize("words", ["", "đồng", "một đồng hai đồng", "Trưởng ban", "một " * 2000])
def test_words_that_are_no_amount_are_refused(words):
    with pytest.raises(ValueError):
        amount_from_words(words)


@given(st.integers(-(10**18), 10**18))
def test_words_give_the_amount_back(amount):
    assert amount_from_words(amount_in_words(amount)) == amount


@given(st.integers(-(10**18), 10**18))
def test_figures_give_the_amount_back(amount):
    assert parse_amount(number_in_figures(amount)) == amount


@pytest.mark.parametrize(
    ("figures", "amount"),
    [
        ("1251000000", 1_251_000_000),
        ("1.251.000.000", 1_251_000_000),
        ("1.251.000.000 đ", 1_251_000_000),
        ("1.251.000.000đ", 1_251_000_000),
        ("1 251 000 000 đồng", 1_251_000_000),
        ("100.000.000 VNĐ", 100_000_000),
        ("500 ₫", 500),
        ("9 tỷ đồng", 9_000_000_000),
        ("9 tỉ", 9_000_000_000),
        ("20 triệu đồng", 20_000_000),
        ("05 triệu đồng", 5_000_000),
        ("1,5 tỷ đồng", 1_500_000_000),
        ("1.250,5 triệu đồng", 1_250_500_000),
        ("300 ngàn đồng", 300_000),
        ("2 nghìn tỷ đồng", 2_000_000_000_000),
        ("1 tỷ 250 triệu đồng", 1_250_000_000),
        ("1 tỷ 250 triệu 500 nghìn đồng", 1_250_500_000),
        ("-5.000", -5_000),
        ("−5.000 đồng", -5_000),
        ("0", 0),
    ],
)
def test_figures_are_read(figures, amount):
    assert parse_amount(figures) == amount


@pytest.mark.parametrize(
    "figures",
    [
        "", "đồng", "1.25.000", "1.2500", "0.500", "1.5 tỷ", "1,251,000,000", "1,000 đồng", "1,5 đồng",
        "1,0000000001 tỷ", "250 triệu 1 tỷ", "1 triệu 2000 nghìn", "9 tấn", "tỷ", "1..000", "1.000.", "12a",
        "--5", "1e9", "٣", "9" * 2000,
    ],
)  # fmt: skip
def test_other_figures_are_refused(figures):
    with pytest.raises(ValueError) as refusal:
        parse_amount(figures)
    assert str(refusal.value).endswith((".", ")."))


@pytest.mark.parametrize("figures", ["1251000000", "1.251.000.000", "1,251 tỷ đồng"])
def test_command_prints_the_words(figures, capsys):
    call_command("amount_in_words", figures)
    assert capsys.readouterr().out == "Một tỷ hai trăm năm mươi mốt triệu đồng\n"


def test_command_says_what_is_wrong(capsys):
    with pytest.raises(SystemExit) as stopped:
        call_command("amount_in_words", "1.25.000")
    assert stopped.value.code == 2
    assert capsys.readouterr().err == (
        "Không đọc được số tiền «1.25.000»: hãy viết như 1.251.000.000 hoặc 1,5 tỷ đồng.\n"
    )


def test_command_without_amount_says_so(capsys):
    with pytest.raises(SystemExit) as stopped:
        call_command("amount_in_words")
    assert (stopped.value.code, capsys.readouterr().err) == (2, "Chưa có số tiền.\n")
