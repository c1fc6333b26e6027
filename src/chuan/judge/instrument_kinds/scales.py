# SPDX-License-Identifier: Apache-2.0
"""Non-automatic weighing instruments by OIML R 76, as the Vietnamese procedures for scales use it."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from chuan.judge.instrument_kinds.balance import Balance
from chuan.judge.instrument_kinds.reading import Fields
from chuan.judge.instrument_kinds.sheet import Sheet, as_json, decimal_or_none, yes_or_no
from chuan.metrology import nawi
from chuan.metrology.decimals import plain
from chuan.metrology.errors import ContradictoryInput, ProvesNothing, StandardNotFit

TESTS = "verification/test-points/nawi"
_ASKED = ("zero", "repeatability", "eccentricity", "discrimination")
TEST_NAMES = ("visual", *_ASKED, "tare", "substitution")
_POINT = ("load", "indication", "delta_l", "direction", "weights_error")


def judge_scale(payload: Fields, sheet: Sheet) -> None:
    """Judge a scale: the weighing points, and every test that was made."""
    balance = Balance(payload, sheet)
    if payload.has("zero"):
        _zero(balance, payload.child("zero", ("load", "indication", "delta_l")))
    loads = [_weigh(balance, point) for point in payload.objects("points", _POINT)]
    for name, test in (
        ("repeatability", _repeatability), ("eccentricity", _eccentricity), ("discrimination", _discrimination),
        ("tare", _tare), ("substitution", _substitution),
    ):
        if payload.has(name):
            test(balance, payload)
    yes_or_no(payload, sheet, ("visual",))
    _say_what_was_left_out(balance, loads, payload)


def _weigh(balance: Balance, point: Fields) -> Decimal:
    sheet, load = balance.sheet, balance.load(point)
    e = balance.at(load).e
    error, limit = balance.error(load, point), balance.limit(load)
    corrected = balance.corrected(error)
    _check_weights(balance, point, load)
    more = as_json({"load": load, "indication": point.number("indication")})
    if point.has("delta_l"):
        more["delta_l"] = plain(point.number("delta_l"))
    if point.has("direction"):
        more["direction"] = point.choice("direction", ("up", "down"))
    formula = "E = I + ½ e − ΔL − L" if "delta_l" in more else "E = I − L"
    sheet.work(point.where, formula, error, e=e, **more)
    if balance.zero_error is not None:
        more["uncorrected_error"] = plain(error)
        sheet.work(point.where, "Ec = E − E0", corrected, E=more["uncorrected_error"], E0=balance.zero_error)
    sheet.work(point.where, "mpe(m), m = L / e", limit, m=load / e, mpe_e=limit / e)
    sheet.point(point.where, error=corrected, limit=limit, passed=abs(corrected) <= limit, **more)
    return load


def _check_weights(balance: Balance, point: Fields, load: Decimal) -> None:
    if not point.has("weights_error"):
        return
    ratio = balance.sheet.figure(TESTS, "standard-ratio", "limit")
    most = nawi.mpe_at(load, balance.at(load).e, balance.bands) / ratio
    if point.not_negative("weights_error") > most:
        raise StandardNotFit(where=point.place("weights_error"), given=point.number("weights_error"), most=most)


def _zero(balance: Balance, reading: Fields) -> None:
    load = balance.load(reading) if reading.has("load") else Decimal(0)
    error = balance.error(load, reading)
    limit = balance.sheet.figure(TESTS, "zero", "limit") * balance.finest.e
    balance.sheet.work("zero", "E0 = I0 + ½ e − ΔL0 − L0", error, load=load, indication=reading.number("indication"))
    balance.sheet.test("zero", error=error, limit=limit, passed=abs(error) <= limit)
    balance.zero_error = error


def _repeatability(balance: Balance, payload: Fields) -> None:
    test = payload.child("repeatability", ("load", "readings"))
    sheet, load = balance.sheet, balance.load(test)
    errors = [balance.error(load, reading) for reading in test.objects("readings", ("indication", "delta_l"))]
    spread, limit = nawi.spread_of(errors, test.place("readings")), balance.limit(load)
    fine = balance.scale.accuracy_class in ("I", "II")
    least = sheet.figure(TESTS, "repeats-i-ii" if fine else "repeats-iii-iiii", "limit")
    if len(errors) < least:
        sheet.warn("fewer-weighings-than-asked", given=str(len(errors)), asked=least)
    sheet.work("repeatability", "max(P) − min(P) ≤ |mpe|", spread, errors=errors, load=load, mpe=limit)
    sheet.test("repeatability", load=load, spread=spread, limit=limit, passed=spread <= limit)


def _eccentricity(balance: Balance, payload: Fields) -> None:
    test = payload.child("eccentricity", ("load", "supports", "rolling", "readings"))
    sheet, load, limit = balance.sheet, balance.load(test), balance.limit(balance.load(test))
    rolling = test.has("rolling") and test.truth("rolling")
    supports = test.whole("supports") if test.has("supports") else 4
    if rolling:
        asked = sheet.figure(TESTS, "rolling-load", "limit") * balance.scale.max_load
        fits = load <= asked
    else:
        few = int(sheet.figure(TESTS, "few-supports", "limit"))
        asked = nawi.eccentricity_load(balance.scale.max_load, supports, added_tare=balance.added_tare, few=few)
        fits = abs(load - asked) * 10 <= asked
    if not fits:
        sheet.warn("load-not-as-asked", test="eccentricity", given=load, asked=asked)
    readings = list(test.objects("readings", ("position", "indication", "delta_l")))
    errors = [balance.corrected(balance.error(load, reading)) for reading in readings]
    worst = max(errors, key=abs)
    sheet.work("eccentricity", "|Ec| ≤ mpe", worst, load=load, asked=asked, errors=errors, mpe=limit)
    sheet.test("eccentricity", load=load, asked_load=asked, errors=errors, limit=limit, passed=abs(worst) <= limit)


def _discrimination(balance: Balance, payload: Fields) -> None:
    test = payload.child("discrimination", ("load", "added", "before", "after"))
    load, added = balance.load(test), test.positive("added")
    d = balance.at(load).d
    if not balance.scale.is_digital:
        raise ContradictoryInput(where=test.where, given="1.4 d", other="an analog scale")
    wanted = balance.sheet.figure(TESTS, "discrimination", "limit") * d
    if added != wanted:
        raise ProvesNothing(where=test.place("added"), given=added, wanted=wanted)
    change = test.number("after") - test.number("before")
    balance.sheet.work("discrimination", "I2 − I1 ≥ d", change, added=added, d=d)
    balance.sheet.test("discrimination", load=load, added=added, change=change, least=d, passed=change >= d)


def _tare(balance: Balance, payload: Fields) -> None:
    reading = payload.child("tare", ("tare", "indication", "delta_l"))
    error = balance.error(Decimal(0), reading)
    limit = balance.sheet.figure(TESTS, "tare", "limit") * balance.finest.e
    balance.sheet.work("tare", "E = I + ½ e − ΔL", error, indication=reading.number("indication"))
    balance.sheet.test("tare", error=error, limit=limit, passed=abs(error) <= limit)


def _substitution(balance: Balance, payload: Fields) -> None:
    path = "verification/test-points/nawi-substitution"
    test = payload.child("substitution", ("standard_weights", "repeatability"))
    sheet, weights = balance.sheet, test.positive("standard_weights")
    shares = [(decimal_or_none(row["repeatability_le_e"]), row["max_divided_by"]) for row in sheet.table(path)]
    sheet.rely_on(path)
    in_e = test.not_negative("repeatability") / balance.scale.e
    least = nawi.least_standard_weights(balance.scale.max_load, in_e, shares)
    sheet.work("substitution", "weights ≥ Max / share", least, weights=weights, repeatability_e=in_e)
    sheet.test("substitution", standard_weights=weights, least=least, passed=weights >= least)


def _say_what_was_left_out(balance: Balance, loads: Sequence[Decimal], payload: Fields) -> None:
    scale, sheet = balance.scale, balance.sheet
    asked = [balance.min_load, *balance.turning_points(), scale.max_load]
    missing = [load for load in asked if not any(abs(load - given) * 10 <= load for given in loads)]
    if missing:
        sheet.warn("loads-left-out", loads=missing)
    if len(set(loads)) < sheet.figure(TESTS, "fewest-loads", "limit"):
        sheet.warn("fewer-loads-than-asked", given=str(len(set(loads))), asked=sheet.figure(TESTS, "fewest-loads", "limit"))
    if all(earlier <= later for earlier, later in pairwise(loads)):
        sheet.warn("no-decreasing-loads")
    for name in _ASKED:
        if not payload.has(name) and not (name == "discrimination" and not scale.is_digital):
            sheet.warn("test-left-out", test=name)
