# SPDX-License-Identifier: Apache-2.0
"""What the rule sets of other texts do differently."""

from typing import Any

import pytest

from chuan.judge.lots import judge_lot
from chuan.judge.rule_sets import rule_set_ids
from chuan.lib.errors import ChuanError
from tests.judge.test_lots import codes, lot


def refusal(**changes: Any) -> str:
    with pytest.raises(ChuanError) as refused:
        judge_lot(lot(**changes))
    return refused.value.code


def test_all_rule_sets_are_there() -> None:
    assert rule_set_ids() == [
        "au-ntm-2009", "br-inmetro-249-2021", "ca-crc-1605", "cn-jjf1070", "de-fpackv", "eu-76-211", "in-lm-pc",
        "oiml-r87-2004", "oiml-r87-2016", "us-hb133", "vn-tt21-2014",
    ]


def test_an_older_edition_of_a_recommendation_is_still_judged_by_and_said_to_be_old() -> None:
    assert judge_lot(lot(rule_set="oiml-r87-2004", on="2016-12-31"))["warnings"] == []
    found = judge_lot(lot(rule_set="oiml-r87-2004", on="2017-01-01"))
    assert (found["verdict"], codes(found, "warnings")) == ("pass", ["edition-superseded"])


def test_rule_sets_have_their_days() -> None:
    assert refusal(on="2014-08-29") == "law.no-law-in-force"
    assert judge_lot(lot(on="2014-08-30"))["verdict"] == "pass"
    assert refusal(rule_set="oiml-r87-2004", on="2003-12-31") == "law.no-law-in-force"
    assert refusal(rule_set="vn-tt99-2099") == "judge.no-such-rule-set"


@pytest.mark.parametrize(
    ("lot_size", "required", "allowed", "factor"),
    [(40, 32, 1, "0.22"), (60, 35, 1, "0.3"), (100, 49, 2, "0.28"), (656, 98, 5, "0.24"), (657, 98, 5, "0.25"),
     (31094, 98, 5, "0.26"), (31095, 98, 5, "0.27")],
)
def test_r87_of_2016_prints_a_factor_for_every_band(lot_size: int, required: int, allowed: int, factor: str) -> None:
    found = judge_lot(lot(rule_set="oiml-r87-2016", lot_size=lot_size, net=["501"] * required))
    assert (found["sample_size_required"], found["t1_allowed"], found["k"]) == (required, allowed, factor)
    assert found["verdict"] == "pass"


def test_r87_of_2016_takes_a_census_where_its_sample_exceeds_the_lot() -> None:
    found = judge_lot(lot(rule_set="oiml-r87-2016", lot_size=25, net=["484.9", *["502"] * 24]))
    assert (found["census"], found["sample_size_required"], found["t1_allowed"], found["verdict"]) == (True, 25, 1, "pass")
    found = judge_lot(lot(rule_set="oiml-r87-2016", lot_size=20, net=["484.9", *["502"] * 19]))
    assert (found["t1_allowed"], found["verdict"]) == (0, "fail")


def test_the_directive_checks_the_mean_on_a_sample_of_its_own() -> None:
    given = {"rule_set": "eu-76-211", "lot_size": 300}
    assert judge_lot(lot(**given))["verdict"] == "pass"  # 50 packages, mean above Qn: the smaller sample adds nothing
    short = ["503", "496.4"] * 25
    assert codes(judge_lot(lot(**given, net=short))) == ["mean-undecided"]
    own = judge_lot(lot(**given, net=short, mean_net=["503", "496.4"] * 15))
    assert (own["k"], own["mean"], own["verdict"]) == ("0.503", "499.7", "pass")


def test_the_double_plan_asks_for_a_second_sample_between_its_numbers() -> None:
    given = {"rule_set": "eu-76-211", "lot_size": 300, "plan": "double"}
    good, short = "505", "484"

    def first(bad: int) -> list[str]:
        return [short] * bad + [good] * (30 - bad)

    assert judge_lot(lot(**given, net=first(1)))["verdict"] == "pass"
    assert judge_lot(lot(**given, net=first(3)))["verdict"] == "fail"
    found = judge_lot(lot(**given, net=first(2)))
    assert (found["verdict"], codes(found)) == (None, ["second-sample-needed"])
    assert judge_lot(lot(**given, net=first(2), second=first(2)))["verdict"] == "pass"
    assert judge_lot(lot(**given, net=first(2), second=first(3)))["verdict"] == "fail"
    assert judge_lot(lot(**given, net=first(2), second=["460", *[good] * 29]))["verdict"] == "fail"
    assert refusal(**given, net=first(1)[:29]) == "metrology.double-sample-size"
    assert refusal(rule_set="vn-tt21-2014", plan="double") == "metrology.no-such-rule"


def test_the_directive_is_for_five_grams_to_ten_kilograms() -> None:
    assert refusal(rule_set="eu-76-211", nominal={"value": "4", "unit": "g"}) == "metrology.no-tolerance-known"
    assert refusal(rule_set="eu-76-211", nominal={"value": "10.1", "unit": "kg"}) == "metrology.no-tolerance-known"
    assert refusal(rule_set="eu-76-211", nominal={"value": "5", "unit": "m"}) == "metrology.no-tolerance-known"


def test_away_from_the_line_a_lot_has_at_most_ten_thousand() -> None:
    many = {"rule_set": "de-fpackv", "lot_size": 12000, "net": ["501"] * 160}
    assert refusal(**many) == "metrology.lot-too-large"
    assert judge_lot(lot(**many, place="production"))["k"] == "0.207"


def test_germany_tests_only_two_t_below_ten() -> None:
    found = judge_lot(lot(rule_set="de-fpackv", lot_size=9, net=["480"] * 9))
    assert (found["mean_passed"], found["t1_passed"], found["t2_passed"], found["verdict"]) == (None, None, True, "pass")
    assert judge_lot(lot(rule_set="de-fpackv", lot_size=9, net=["469"] * 9))["verdict"] == "fail"
    found = judge_lot(lot(rule_set="de-fpackv", lot_size=60, net=["484", "484", *["502"] * 58]))
    assert (found["t1_allowed"], found["verdict"]) == (1, "fail")


def test_germany_judges_length_by_the_range() -> None:
    given = {"rule_set": "de-fpackv", "nominal": {"value": "10", "unit": "m"}, "lot_size": 40}
    found = judge_lot(lot(**given, net=["9.8", "10", "10"]))
    assert (found["k"], found["mean_limit"], found["mean_passed"]) == ("1", "9.8", True)
    assert (found["verdict"], codes(found)) == (None, ["tolerable-deficiency-unknown"])
    assert judge_lot(lot(**given, net=["9.8", "9.8", "9.8"]))["verdict"] == "fail"
    count = {"rule_set": "de-fpackv", "nominal": {"value": "100", "unit": "1"}, "lot_size": 40}
    assert judge_lot(lot(**count, net=["99", "100", "100"]))["verdict"] is None


def test_germany_prints_its_own_destructive_plan() -> None:
    small = {"rule_set": "de-fpackv", "lot_size": 50, "net": ["501"] * 5, "destructive": True}
    assert judge_lot(lot(**small))["k"] == "2.058"
    marked = {"rule_set": "de-fpackv", "net": ["501"] * 20, "destructive": True, "plan": "e-mark"}
    assert judge_lot(lot(**marked))["k"] == "0.64"


def test_the_handbook_uses_its_factor_even_when_all_are_tested() -> None:
    found = judge_lot(lot(rule_set="us-hb133", lot_size=5, net=["499", "500", "501", "500", "499"]))
    assert (found["k"], found["tolerable_deficiency"], found["t2_passed"], found["verdict"]) == ("1.241", "21.7", None, "pass")
    assert codes(found, "warnings") == ["not-for-official-verdicts"]
    assert judge_lot(lot(rule_set="us-hb133", net=["478.2", *["505"] * 23]))["reasons"] == [
        {"code": "too-many-t1", "count": "1", "allowed": "0"}
    ]


def test_the_handbook_allows_for_moisture() -> None:
    given = {"rule_set": "us-hb133", "nominal": {"value": "907", "unit": "g"}, "lot_size": 200, "net": ["885"] * 12}
    assert judge_lot(lot(**given))["verdict"] == "fail"
    found = judge_lot(lot(**given, moisture_percent="3"))
    assert (found["tolerable_deficiency"], found["mean_limit"], found["verdict"]) == ("58.91", "879.79", "pass")
    assert refusal(moisture_percent="3") == "metrology.no-such-rule"


def test_a_coarse_scale_is_warned_of_where_the_text_has_a_rule() -> None:
    assert judge_lot(lot(scale={"interval": "5"}))["warnings"] == []
    found = judge_lot(lot(rule_set="de-fpackv", scale={"interval": "5", "error": "0.004", "unit": "kg"}))
    assert codes(found, "warnings") == ["scale-too-coarse", "scale-error-too-large"]


def test_brazil_has_two_criteria_the_mean_and_the_number_of_short_units() -> None:
    found = judge_lot(lot(rule_set="br-inmetro-249-2021", lot_size=50, net=["501"] * 13))
    assert (found["k"], found["mean_passed"], found["t1_allowed"], found["verdict"]) == ("0.847", True, 1, "pass")
    short = judge_lot(lot(rule_set="br-inmetro-249-2021", lot_size=50, net=["484", "484", *["510"] * 11]))
    assert (short["t1_count"], short["t2_passed"], short["verdict"]) == (2, None, "fail")


def test_china_measures_ten_and_fewer_one_by_one() -> None:
    given = {"rule_set": "cn-jjf1070", "lot_size": 10}
    assert judge_lot(lot(**given, net=["501"] * 10))["verdict"] == "pass"
    assert judge_lot(lot(**given, net=["484", *["503"] * 9]))["verdict"] == "fail"
    assert codes(judge_lot(lot(**given, net=["499"] * 10))) == ["mean-undecided"]
    assert judge_lot(lot(rule_set="cn-jjf1070", lot_size=60, net=["501"] * 13))["k"] == "0.848"


@pytest.mark.parametrize("known_only_in_part", ["au-ntm-2009", "ca-crc-1605", "in-lm-pc"])
def test_without_a_known_t_nothing_is_judged(known_only_in_part: str) -> None:
    assert refusal(rule_set=known_only_in_part, lot_size=2000) == "metrology.no-tolerance-known"


def test_american_packages_are_labelled_in_pounds() -> None:
    given = {"rule_set": "us-hb133", "nominal": {"value": "2", "unit": "lb"}, "lot_size": 200}
    found = judge_lot(lot(**given, net=["2.01"] * 12))
    assert (found["tolerable_deficiency"][:8], found["mean"], found["verdict"]) == ("0.069886", "2.01", "pass")
    assert judge_lot(lot(**given, unit="oz", net=["32.16"] * 12))["mean"] == "2.01"
    assert judge_lot(lot(**given, net=["1.93", *["2.02"] * 11]))["t1_count"] == 1
