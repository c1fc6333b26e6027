# SPDX-License-Identifier: Apache-2.0
"""Lots and measurement sheets by the hundred from a seed: sensible ones, and the same with something broken."""

from copy import deepcopy
from random import Random
from typing import Any

from chuan.judge.rule_sets import rule_set_ids

DAYS = ["2026-05-01", "2024-10-14", "2016-06-01", "2014-08-30", "2010-01-01", "2030-12-31"]
UNITS = {"mass": ["g", "kg", "mg"], "volume": ["ml", "l", "cl"], "length": ["m", "cm"], "area": ["m2", "dm2"], "count": ["cái", "1"]}
GRAMS = {"g": 1.0, "kg": 0.001, "mg": 1000.0, "ml": 1.0, "l": 0.001, "cl": 0.1, "m": 1.0, "cm": 100.0, "m2": 1.0, "dm2": 100.0}
BROKEN: list[Any] = [
    None, "", " ", "NaN", "-Infinity", "-1", 0, -3, True, False, [], {}, [None], {"x": "1"}, "1e300", "1e-40", "0.0000000000001",
    "5,2", "word", "kg", "g", "2026-02-30", "2026-W18-5", "V", 7, ["1", "2"], [[]], "500", "0", "000", "0.00", 10**12,
]


def random_lots(count: int, seed: int) -> dict[str, Any]:
    """Lots of every rule set, kind of quantity and form of weighing; every third one is broken."""
    random = Random(seed)
    rule_sets = rule_set_ids()
    return {f"lot {n}": _sometimes_broken(random, n, _lot(random, rule_sets[n % len(rule_sets)])) for n in range(count)}


def random_instruments(count: int, seed: int) -> dict[str, Any]:
    """Sheets of every kind that is judged; every third one is broken."""
    random = Random(seed)
    makers = [_scale, _water, _electric, _weights, _gauge, _blood_pressure, _speed, _taxi, _fuel, _lpg, _retail, _gold]
    return {f"sheet {n}": _sometimes_broken(random, n, makers[n % len(makers)](random)) for n in range(count)}


def _sometimes_broken(random: Random, n: int, payload: dict[str, Any]) -> dict[str, Any]:
    if n % 3:
        return payload
    broken = deepcopy(payload)
    for _ in range(random.choice([1, 1, 2])):
        _break(random, broken)
    return broken


def _break(random: Random, payload: dict[str, Any]) -> None:
    """Walk to a random place and leave something impossible there."""
    here: Any = payload
    while True:
        keys = list(here) if isinstance(here, dict) else list(range(len(here)))
        if not keys:
            return
        key = random.choice(keys)
        if isinstance(here[key], dict | list) and here[key] and random.random() < 0.7:
            here = here[key]
            continue
        if isinstance(here, dict) and random.random() < 0.2:
            here.pop(key)
        elif isinstance(here, dict) and random.random() < 0.1:
            here["colour"] = "red"
        else:
            here[key] = random.choice(BROKEN)
        return


def _number(random: Random, about: float, spread: float, decimals: int | None = None) -> str:
    return f"{max(0.0, random.gauss(about, spread)):.{random.choice([0, 1, 2, 3, 4]) if decimals is None else decimals}f}"


def _lot(random: Random, rule_set: str) -> dict[str, Any]:
    kind = random.choice(["mass"] * 6 + ["volume"] * 4 + ["length", "area", "count"])
    unit = random.choice(UNITS[kind])
    qn = random.choice([5, 40, 50, 75, 100, 150, 200, 250, 333, 500, 750, 946, 1000, 1500, 5000, 12000, 15001, 50000])
    scale = GRAMS.get(unit, 1.0)
    nominal = f"{qn * scale:.6f}".rstrip("0").rstrip(".")
    lot_size = random.choice([1, 2, 5, 11, 12, 20, 49, 50, 60, 99, 100, 120, 250, 300, 500, 501, 1000, 3200, 3201, 8000, 20000, 100001])
    sizes = [lot_size] * 12 if lot_size <= 120 else [50] * 6 if lot_size <= 500 else [80] * 6 if lot_size <= 3200 else [125] * 6
    size = min(lot_size, random.choice([*sizes, 1, 3, 5, 8, 12, 13, 20, 20, 24, 30, 32, 48, 50, 80, 125]))
    payload: dict[str, Any] = {
        "rule_set": rule_set, "on": random.choice([*DAYS[:1] * 40, *DAYS]), "nominal": {"value": nominal, "unit": unit},
        "lot_size": random.choice([lot_size, str(lot_size)]),
    }
    _weigh(random, payload, kind, qn * scale, size)
    for key, value in (
        ("destructive", True), ("place", random.choice(["production", "import", "market"])),
        ("moisture_percent", "3"), ("scale", {"interval": "0.5", "error": "-0.2"}),
        ("multipack", {"units": random.choice([2, "6"]), "judged": random.choice(["inner", "whole"])}),
        ("plan", random.choice(["single", "double", "e-mark"])),
    ):
        if random.random() < 0.06:
            payload[key] = value
    if payload.get("plan") == "double" and random.random() < 0.7:
        payload["second"] = [_number(random, qn * scale, qn * scale * 0.02, 2) for _ in range(size)]
    return payload


def _weigh(random: Random, payload: dict[str, Any], kind: str, qn: float, size: int) -> None:
    about, spread = qn * random.choice([1.004, 1.0, 0.99, 0.97]), qn * random.choice([0.0, 0.004, 0.015, 0.03])
    decimals = 0 if kind == "count" else random.choice([1, 2, 4])
    net = [_number(random, about, spread, decimals) for _ in range(size)]
    form = random.random()
    if form < 0.6:
        payload["net"] = net
    elif form < 0.7:
        payload |= {"mean": net[0], "s": _number(random, spread, spread / 5), "sample_size": size}
        payload |= {"census": True} if random.random() < 0.1 else {}
    elif form < 0.78:
        payload |= {"mean": net[0], "census": True}
    else:
        tare = [_number(random, qn * 0.05, qn * 0.002, decimals) for _ in range(size)]
        payload["gross"] = [_number(random, about + qn * 0.05, spread, decimals) for _ in range(size)]
        payload["tare"] = random.choice([tare, {"mean": tare[0]}, {"sample": tare}, {"sample": (tare * 30)[:25]}, tare[0]])
        if random.random() < 0.3:
            payload[random.choice(["sieve", "glaze"])] = random.choice(["0.1", {"mean": "0.2"}, ["0.1"] * size])
    if kind == "volume" and random.random() < (0.05 if "mean" in payload else 0.3):
        payload["density"] = {"value": _number(random, 0.92, 0.05, 4), "unit": random.choice(["g/ml", "kg/l"])}
    if random.random() < 0.15:
        payload["unit"] = random.choice(UNITS[kind])
    if random.random() < (0.02 if "mean" in payload else 0.1):
        payload["mean_net"] = net[: random.choice([5, 13, 20, 30])]


def _sheet(random: Random, kind: str, spec: dict[str, Any] | None, points: list[dict[str, Any]], **tests: Any) -> dict[str, Any]:
    payload: dict[str, Any] = {
        "kind": kind, "verification": random.choice(["initial", "periodic", "periodic", "after_repair", "in_service"]),
        "on": random.choice([*DAYS[:1] * 40, *DAYS]), "points": points,
    }
    if spec is not None:
        payload["spec"] = spec
    passed = {name: {"passed": random.random() < 0.9} for name in ("visual", "technical", "tightness") if random.random() < 0.2}
    return payload | tests | {name: test for name, test in passed.items() if _takes(kind, name)}


def _takes(kind: str, test: str) -> bool:
    takes = {"technical": ("fuel-dispenser", "lpg-dispenser", "taximeter"), "tightness": ("water-meter-mech", "water-meter-elec")}
    return kind in takes[test] if test in takes else kind not in ("retail-weighing", "gold-weighing")


def _scale(random: Random) -> dict[str, Any]:
    accuracy_class, most, e, unit = random.choice([
        ("III", 15, 0.005, "kg"), ("III", 60, 0.02, "kg"), ("IIII", 20, 0.05, "kg"), ("II", 3000, 0.1, "g"),
        ("III", 80000, 20, "kg"), ("I", 200, 0.001, "g"), ("III", 3000, 1, "g"), ("II", 620, 0.01, "g"),
    ])
    digital = random.random() < 0.8
    spec: dict[str, Any] = {"class": accuracy_class, "max": str(most), "e": str(e), "unit": unit}
    if not digital:
        spec["indication"] = "analog"
    if random.random() < 0.2:
        spec["d"] = f"{e / random.choice([1, 2, 10]):.6f}"

    def read(load: float) -> dict[str, Any]:
        reading = {"indication": f"{max(0.0, round(load / e + random.choice([0, 0, 0, 0.5, 1, -1, 2])) * e):.4f}"}
        return reading | ({"delta_l": f"{random.uniform(0, e):.5f}"} if digital and random.random() < 0.6 else {})

    points = [{"load": f"{most * share:.4f}", **read(most * share)} for share in sorted(random.sample([0.01, 0.1, 0.25, 0.5, 0.75, 1], 4))]
    tests: dict[str, Any] = {
        "zero": read(0),
        "repeatability": {"load": str(most), "readings": [read(most) for _ in range(random.choice([1, 3, 6]))]},
        "eccentricity": {"load": f"{most / 3:.3f}", "supports": random.choice([3, 4, 6]), "readings": [read(most / 3) for _ in range(4)]},
        "discrimination": {"load": str(most / 2), "added": f"{1.4 * e:.5f}", "before": f"{most / 2:.3f}", "after": f"{most / 2 + e:.3f}"},
        "tare": read(0) | {"tare": "1"},
        "substitution": {"standard_weights": str(most / 2), "repeatability": f"{e * random.choice([0.1, 0.25, 1]):.5f}"},
    }
    tests = {name: test for name, test in tests.items() if random.random() < 0.4}
    if random.random() < 0.2 and "d" not in spec:
        spec = {key: value for key, value in spec.items() if key not in ("max", "e")}
        spec["ranges"] = [{"max": str(most / 5), "e": f"{e / 2:.6f}"}, {"max": str(most), "e": str(e)}]
    kinds = ["scale-counter", "scale-platform", "scale-technical", "scale-analytical", "scale-truck", "scale-spring-dial"]
    return _sheet(random, random.choice(kinds), spec, points, **tests)


def _water(random: Random) -> dict[str, Any]:
    if random.random() < 0.6:
        spec = {"q3": "2.5", "r": random.choice(["40", "100", "160"]), "class": random.choice(["1", "2"]), "division": "0.05"}
    else:
        spec = {"qn": random.choice(["1.5", "15", "20"]), "class": random.choice(["A", "B", "C", "D"]), "division": "0.1"}
    points = []
    for flow in random.sample(["0.0155", "0.026", "0.04", "0.12", "1.5", "2.4", "2.5"], 3):
        volume = random.choice([20, 50, 100])
        point = {"flow": flow, "reference": str(volume), "temperature": random.choice(["20", "30", "31", "45"])}
        points.append(point | {"indication": _number(random, volume * 1.005, volume * 0.01, 3)})
    return _sheet(random, random.choice(["water-meter-mech", "water-meter-elec"]), spec, points)


def _electric(random: Random) -> dict[str, Any]:
    spec: dict[str, Any] = {"class": random.choice(["0.5", "0.5S", "0.2S", "1", "2", 2, "3"]), "imax": "60", "measures": random.choice(["active", "active", "reactive"])}
    spec[random.choice(["ib", "in"])] = random.choice(["5", "10"])
    spec |= {"un": "220", "constant": random.choice(["1000", "450"]), "elements": random.choice([1, "3"])}
    points = [
        {"current": random.choice(["0.1", "0.25", "0.5", "1", "5", "10", "60"]), "factor": random.choice(["1", "0.5 ind", "0.8 cap", "0.5"]),
         "error": f"{random.gauss(0, 1):.3f}"} | ({"load": "single_phase"} if random.random() < 0.15 else {})
        for _ in range(3)
    ]
    tests: dict[str, Any] = {}
    if random.random() < 0.5:
        tests["starting"] = {"current": random.choice(["0.02", "0.025", "0.05", "0.01"]), "started": random.random() < 0.8}
    if random.random() < 0.5:
        tests["no_load"] = {"minutes": random.choice(["20", "46", "120"]), "pulses": random.choice([0, "1", 2]), "voltage_percent": "115"}
    kinds = ["elec-meter-1p-ind", "elec-meter-1p-static", "elec-meter-3p-ind", "elec-meter-3p-static"]
    return _sheet(random, random.choice(kinds), spec, points, **tests)


def _weights(random: Random) -> dict[str, Any]:
    kind, accuracy_class = random.choice([("weight-e2", "E2"), *(("weight-upto-f1", name) for name in ("F1", "F2", "M1", "M2", "M3", "E2"))])
    nominals = random.sample(["1", "2", "5", "10", "20", "50", "100", "500", "1000", "20000", "0.1", "3"], 3)
    points = [{"nominal": nominal, "error_mg": f"{random.gauss(0, 3):.3f}"} for nominal in nominals]
    points.append({"nominal": "200", "mass": _number(random, 200, 0.0005, 5), "marking": "*"})
    return _sheet(random, kind, {"class": accuracy_class, "unit": random.choice(["g", "g", "kg"])}, points)


def _gauge(random: Random) -> dict[str, Any]:
    unit, to = random.choice([("bar", 25), ("MPa", 1.6), ("kPa", 600), ("kgf/cm2", 10)])
    points = [
        {"reference": f"{to * share:.4f}", "indication": _number(random, to * share, to * 0.008, 3), "direction": random.choice(["up", "down"])}
        | ({"standard_error": f"{to * random.choice([0.001, 0.01]):.4f}"} if random.random() < 0.2 else {})
        for share in (0.2, 0.5, 0.75, 1)
    ]
    spec = {"class": random.choice(["1", "1.6", "2.5", "0.1"]), "from": random.choice(["0", "0", "-1"]), "to": str(to), "unit": unit}
    return _sheet(random, "pressure-gauge", spec, points)


def _blood_pressure(random: Random) -> dict[str, Any]:
    unit, most = random.choice([("mmHg", 300), ("kPa", 39)])
    points = [{"reference": f"{most * share:.1f}", "indication": _number(random, most * share, most * 0.01, 1)} for share in (0.1, 0.4, 0.9)]
    return _sheet(random, "sphygmomanometer", {"unit": unit}, points)


def _speed(random: Random) -> dict[str, Any]:
    points = [{"reference": str(speed), "indication": _number(random, speed, 1.5, 1)} for speed in random.sample([20, 40, 60, 80, 120, 180, 260], 3)]
    return _sheet(random, "speed-meter", None, points)


def _taxi(random: Random) -> dict[str, Any]:
    points = [
        {"quantity": random.choice(["distance"] * 6 + ["waiting_time", "fare"]), "reference": "2000", "indication": _number(random, 2010, 25, 1)}
        for _ in range(2)
    ]
    return _sheet(random, "taximeter", None, points)


def _fuel(random: Random, kind: str = "fuel-dispenser", spec: dict[str, Any] | None = None) -> dict[str, Any]:
    measure = {"measure": {"expansion_per_c": "0.0000477", "reference_temperature_c": "20"}} if random.random() < 0.5 else {}
    points = [
        {"hose": 1, "flow_rate": rate, "repeat": repeat, "indication": _number(random, 20.02, 0.04, 3), "reference": _number(random, 20, 0.01, 3)}
        | ({"temperature": random.choice(["24.5", "31", "-2"])} if random.random() < 0.8 else {})
        for rate in ("maximum", "minimum") for repeat in (1, 2)
    ]
    given = (spec or {}) | measure
    return _sheet(random, kind, given or None, points)


def _lpg(random: Random) -> dict[str, Any]:
    return _fuel(random, "lpg-dispenser", {"part": random.choice(["system", "meter"])} if random.random() < 0.6 else None)


def _retail(random: Random) -> dict[str, Any]:
    most, d = random.choice([(8000, 20), (10000, 50), (100000, 200), (500, 2), (60000, 200), (5000, 7)])
    spec: dict[str, Any] = {"scale": "spring", "max": str(most), "d": str(d), "unit": "g"}
    if random.random() < 0.3:
        spec = {"scale": "other", "max": str(most), "e": str(d), "unit": "g", "class": random.choice(["III", "IIII"])}
    points = [
        {"role": random.choice(["seller", "buyer"]), "check_mass": str(int(most * share)), "indication": _number(random, most * share, d * 2, 0)}
        | ({"weights_error": random.choice(["0.1", "5"])} if random.random() < 0.2 else {})
        for share in random.sample([0.1, 0.2, 0.5, 0.8, 1], 3)
    ]
    tests = {"choice_of_scale": {"goods": random.choice(["40", "100", "1500", "90000"])}} if random.random() < 0.4 else {}
    payload = _sheet(random, "retail-weighing", spec, points, **tests)
    return payload | {"verification": "in_service"}


def _gold(random: Random) -> dict[str, Any]:
    points = [
        {"mass": mass, "indication": _number(random, float(mass), 0.02, 3)}
        for mass in random.sample(["31.5", "50", "86", "100", "500", "750.5", "6000", "10000", "7.5"], 3)
    ]
    payload = _sheet(random, "gold-weighing", {"e_mg": random.choice(["1", "10", "100"]), "unit": "g"}, points)
    return payload | {"verification": "in_service"}
