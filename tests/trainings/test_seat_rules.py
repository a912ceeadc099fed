from trainings.enums import SeatBasis
from trainings.seat_rules import Allotment, Commune, Rule, Unit, allot

MUONG_DUN, LAO_XA_PHINH, DISTRICT_OFFICE = Unit(area=1), Unit(area=2), Unit(organisation=1)
NINE_AND_FIVE = [Rule(SeatBasis.PER_COMMUNE, 9), Rule(SeatBasis.PER_VILLAGE, 5)]


def test_nine_per_commune_and_five_per_village_in_120_villages_are_708():
    communes = [Commune(Unit(area=number), 10) for number in range(1, 13)]
    assert sum(allotment.seats for allotment in allot(NINE_AND_FIVE, communes)) == 708


def test_twelve_of_the_district_and_three_per_commune_are_48():
    rules = [Rule(SeatBasis.FIXED, 12, DISTRICT_OFFICE), Rule(SeatBasis.PER_COMMUNE, 3)]
    communes = [Commune(Unit(area=number), 10) for number in range(1, 13)]
    allotments = allot(rules, communes)
    assert [allotment.seats for allotment in allotments] == [3] * 12 + [12]


def test_villages_that_nobody_counted_give_nothing():
    allotments = allot(NINE_AND_FIVE, [Commune(MUONG_DUN, None), Commune(LAO_XA_PHINH, 0)])
    assert allotments == [Allotment(MUONG_DUN, 9, 9, None), Allotment(LAO_XA_PHINH, 9, 9, 0)]


def test_a_fixed_number_is_added_to_what_a_commune_gets_anyway():
    rules = [*NINE_AND_FIVE, Rule(SeatBasis.FIXED, 4, MUONG_DUN)]
    allotments = allot(rules, [Commune(MUONG_DUN, 2), Commune(LAO_XA_PHINH, 2)])
    assert [allotment.by_rule for allotment in allotments] == [23, 19]


def test_units_that_are_no_communes_of_the_course_come_behind():
    rules = [
        Rule(SeatBasis.PER_ORGANISATION, 2, Unit(organisation=7)),
        Rule(SeatBasis.PER_ORGANISATION, 2, DISTRICT_OFFICE),
        *NINE_AND_FIVE,
        Rule(SeatBasis.FIXED, 3, DISTRICT_OFFICE),
    ]
    allotments = allot(rules, [Commune(MUONG_DUN, 1)])
    assert [(allotment.unit, allotment.seats) for allotment in allotments] == [
        (MUONG_DUN, 14),
        (Unit(organisation=7), 2),
        (DISTRICT_OFFICE, 5),
    ]


def test_an_exception_stands_in_place_of_the_rules_and_passed_seats_come_on_top():
    allotments = allot(
        NINE_AND_FIVE,
        [Commune(MUONG_DUN, 2), Commune(LAO_XA_PHINH, 2)],
        exceptions={MUONG_DUN: 30},
        passed={MUONG_DUN: -5, LAO_XA_PHINH: 5},
    )
    assert allotments == [Allotment(MUONG_DUN, 19, 25, 2), Allotment(LAO_XA_PHINH, 19, 24, 2)]


def test_nobody_has_fewer_seats_than_none():
    per_village = [Rule(SeatBasis.PER_VILLAGE, 1)]
    assert allot(per_village, [Commune(MUONG_DUN, 2)], passed={MUONG_DUN: -5}) == [Allotment(MUONG_DUN, 2, 0, 2)]


def test_communes_get_nothing_where_no_rule_is_about_communes():
    fixed = [Rule(SeatBasis.FIXED, 12, DISTRICT_OFFICE)]
    assert allot(fixed, [Commune(MUONG_DUN, 2)]) == [Allotment(DISTRICT_OFFICE, 12, 12)]
