# SPDX-License-Identifier: Apache-2.0
"""The judge's codes in words: verdicts, tests, steps, reasons, warnings. The judge itself speaks only codes and numbers."""

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
from typing import Any

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

from chuan import law
from chuan.lib.errors import ChuanError
from chuan.ui import figures
from chuan.ui.messages import say

VERDICTS = {"pass": _("Passed"), "fail": _("Failed"), None: _("Not decided")}

STEPS = {
    "tolerable-deficiency": _("Tolerable deficiency T for this nominal quantity"),
    "t1-limit": _("A package below this is short by more than T"),
    "t2-limit": _("A package below this is short by more than twice T"),
    "mean": _("Mean of the packages"),
    "s": _("Standard deviation of the packages"),
    "mean-limit": _("The mean may not be below this"),
    "t1-count": _("Packages short by more than T"),
    "t1-allowed": _("So many of them are allowed"),
    "t2-count": _("Packages short by more than twice T"),
    "allowance": _("Tolerable deficiency, widened by the moisture allowance"),
    "tare": _("Packaging, taken off every package"),
    "sieve": _("Sieve, taken off every reading"),
    "glaze": _("Ice glaze, taken off every package"),
    "volume": _("Volume from mass by the density"),
}

REASONS = {
    "mean-below-limit": _("The mean {mean} is below its limit {limit}."),
    "too-many-t1": _("{count} packages are short by more than T; {allowed} are allowed."),
    "t2-found": _("{count} packages are short by more than twice T (below {limit}); none is allowed."),
    "packages-unknown": _("Only the mean is known: without single packages the other two tests cannot be made."),
    "sample-too-small": _("{sample_size} packages were measured, {required} are prescribed: fewer can fail a lot, but never pass it."),
    "sample-larger-than-plan": _("{sample_size} packages were measured, {required} are prescribed: the printed factors hold for that number only."),
    "t1-allowed-unknown": _("How many packages may be short by more than T is not known here."),
    "mean-undecided": _("The mean {mean} cannot be judged: its limit for this sample is not known."),
    "tolerable-deficiency-unknown": _("No tolerable deficiency is known for this nominal quantity."),
    "second-sample-needed": _("{count} packages are short by more than T: a second sample of {size} packages decides."),
    "part-not-passed": _("The part {name} did not pass."),
    "t2-rule-unknown": _("Whether a package may be short by more than twice T is not known here."),
}

WARNINGS = REASONS | {
    "edition-superseded": _("This edition has been replaced by {by}: it counts only where a text still refers to it."),
    "not-for-official-verdicts": _("This rule set is shown for comparison: no official verdict in Viet Nam rests on it."),
    "scale-too-coarse": _("The scale reads in steps of {interval}, coarser than the {limit} this lot asks for."),
    "scale-error-too-large": _("The scale may err by {error}, more than the {limit} this lot asks for."),
    "plan-not-seen": _("Nobody has seen what the text prescribes for a lot of {lot_size}: the whole lot was measured, and is judged so."),
}

PLACES = {
    "points": _("Point {number}"),
    "zero": _("Zero"),
    "repeatability": _("Repeatability"),
    "eccentricity": _("Eccentric loading"),
    "discrimination": _("Discrimination"),
    "tare": _("Tare"),
    "substitution": _("Substitution of weights"),
    "visual": _("Visual inspection"),
    "technical": _("Technical inspection"),
    "tightness": _("Tightness"),
    "stability": _("Stability of the reading"),
    "insulation": _("Insulation"),
    "register": _("Register"),
    "starting": _("Starting current"),
    "no_load": _("No-load condition"),
    "choice_of_scale": _("Choice of the scale"),
    "spec": _("From the plate"),
}

INSTRUMENT = {
    "error-beyond-limit": _("{where}: the error {error} is beyond the limit ±{limit}."),
    "zero-failed": _("Zero: the error {error} is beyond the limit ±{limit}."),
    "repeatability-failed": _("Repeatability: the spread {spread} is beyond the limit {limit}."),
    "eccentricity-failed": _("Eccentric loading: an error is beyond the limit ±{limit}."),
    "discrimination-failed": _("Discrimination: the indication changed by {change}, less than {least}."),
    "tare-failed": _("Tare: the error {error} is beyond the limit ±{limit}."),
    "substitution-failed": _("Substitution: {standard_weights} of standard weights, at least {least} are needed."),
    "indication-rounded": _("The indication is rounded to d. Errors are surer with the added load ΔL at which it changes."),
    "limit-not-read-in-text": _("The limit of {path} was not read in the text itself ({confidence})."),
    "no-decreasing-loads": _("No point with a decreasing load: verification asks for loads up and down."),
    "loads-left-out": _("These loads were not tried: {loads}."),
    "fewer-loads-than-asked": _("{given} different loads were tried, {asked} are asked for."),
    "fewer-weighings-than-asked": _("{given} weighings were made, {asked} are asked for."),
    "load-not-as-asked": _("{test}: the load {given} is not the one asked for ({asked})."),
    "test-left-out": _("Not tried: {test}."),
    "test-failed": _("{where}: not passed."),
    "flow-left-out": _("Not every flow was tried: {asked}."),
    "flow-outside-windows": _("{where}: the flow {flow} is none of the flows asked for."),
    "water-temperature-not-given": _("The temperature of the water is not given: the limit for cold water was taken."),
    "all-errors-on-one-side": _("All errors lie on one side and beyond half of the limit."),
    "beyond-limit-to-the-buyers-gain": _("{where}: the error {error} is beyond −{limit}, to the buyer's gain: no violation, but out of adjustment."),
    "beyond-limit-to-the-customers-gain": _("{where}: {error} is beyond {limit}, to the customer's gain: no violation, but out of adjustment."),
    "limit-not-known": _("The limit of {path} is not known."),
}

#: Letters a formula may have for the measured quantity: volume, distance, energy.
_MEASURED = ("V", "S", "W")
_RANGE = {"class_": "class", "low": "from", "high": "to"}
#: What stands beside a relative error in the working without entering its formula.
ASIDE = frozenset({"load", "class_", "flow_name", "hose", "flow_rate", "repeat", "read", "least_volume"})
#: Symbols of the formulas that the values of a step stand for.
_SYMBOLS = {
    "qn": "Qn", "t": "T", "sum": "Σx", "load": "L", "indication": "I", "delta_l": "ΔL", "limit": _("limit"), "asked": _("asked"),
    "errors": "E", "added": _("added"), "allowed": _("allowed"), "weights": _("weights"), "mpe_e": "mpe / e", "r": "R", "flow": "Q", "flow_name": _("flow"), "least_volume": _("least volume"), "read": _("read"), "hose": _("hose"),
    "flow_rate": _("flow"), "current": "I", "basic": "Ib", "factor": "cos φ", "nominal_g": "m0", "unit": _("unit"),
}
_TOKEN = re.compile(r"[^\W\d_]+\d*|\d+(?:\.\d+)?|\S")
_SHOWN = Context(prec=9, rounding=ROUND_HALF_EVEN)


def is_english() -> bool:
    """True if the reader reads English."""
    return (get_language() or "vi").startswith("en")


def rule_set_name(rule_set: str) -> str:
    """The name of a rule set: that of its folder in the law."""
    folder = law.corpus().folders.get(f"prepackages/{rule_set}")
    if folder is None:
        return rule_set
    return folder.title_en if is_english() else folder.title


def symbol(key: str, formula: str = "") -> str:
    """The sign that a value of a step has in its formula."""
    for sign in _MEASURED:
        if f"{sign}ref" in formula and key in ("indication", "reference"):
            return sign if key == "indication" else f"{sign}ref"
    if key == "reference" and "− R" in formula:
        return "R"
    if "class %" in formula and key in _RANGE:
        return _RANGE[key]
    return gettext(_SYMBOLS[key]) if key in _SYMBOLS else key


def verdict_word(verdict: str | None) -> str:
    """Passed, failed or not decided."""
    return gettext(VERDICTS[verdict])


def step_name(code: str) -> str:
    """What a step of the working finds; an unknown code is given back as it is."""
    return gettext(STEPS[code]) if code in STEPS else code


def sentence(told: Mapping[str, Any], words: Mapping[str, str] = WARNINGS) -> str:
    """A reason or warning in words, its figures as the reader writes them; one without words by its code and figures."""
    data = {key: figure(value) for key, value in told.items() if key != "code"}
    code = str(told["code"])
    if code in words:
        try:
            return gettext(words[code]).format(**data)
        except KeyError:
            pass
    return " · ".join([code, *(f"{key} {value}" for key, value in data.items())])


def figure(value: Any) -> str:
    """A number as the reader writes it, with nine digits at the most: enough to see why, few enough to read."""
    try:
        exact = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    if not exact.is_finite() or exact == exact.to_integral_value():
        return figures.number(value)
    return figures.number(format(_SHOWN.plus(exact).normalize(_SHOWN), "f"))


def with_numbers(step: Mapping[str, Any]) -> str:
    """The formula of a step with its numbers put in; empty if not all of its symbols have one.

    >>> with_numbers({"formula": "Qn − k × s", "values": {"qn": "500", "k": "2", "s": "3"}})
    '500 − 2 × 3'
    """
    formula = str(step["formula"])
    known = {symbol(key, formula): figure(value) for key, value in step["values"].items()}
    known.setdefault("N", known.get("n", "N"))
    right = formula.rpartition(" = ")[2]
    put = []
    for token in _TOKEN.findall(right):
        if token in known:
            put.append(known[token])
        elif any(character.isalpha() or character in "Σ√|<>≤≥" for character in token):
            return ""
        else:
            put.append("½ ×" if token == "½" else token)  # noqa: S105
    text = " ".join(put).replace("( ", "(").replace(" )", ")")
    return re.sub(r"(?<=\d) \(", " × (", text) if len(put) > 1 else ""


def refusal(error: ChuanError, *, line: int | None, label: str) -> str:
    """The judge's refusal in words, naming the line of the list or the field instead of the place in the JSON."""
    where = gettext("Line {line}").format(line=line) if line else label or str(error.data.get("where", ""))
    data = error.data | {"where": where}
    return " ".join(part for part in (say(error.message, data), say(error.next_step, data)) if part)
