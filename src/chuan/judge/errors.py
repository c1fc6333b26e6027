# SPDX-License-Identifier: Apache-2.0
"""What the judge refuses before any metrology: no document, one of the wrong shape, a rule set that has ended."""

from chuan.lib.errors import InvalidInput, NotFound
from chuan.metrology.errors import ImpossibleInput, noop


class MissingKey(ImpossibleInput):
    """Something the judge needs is not there."""

    code = "judge.missing-key"
    message = noop("{where}: {key} is missing.")
    next_step = noop("Add it; the format is described in docs/reference/judge.md.")


class UnknownKey(ImpossibleInput):
    """A key the judge does not know: perhaps misspelt, and never silently left out."""

    code = "judge.unknown-key"
    message = noop("{where}: this key is not known here.")
    next_step = noop("Check the spelling; the format is described in docs/reference/judge.md.")


class NotAList(ImpossibleInput):
    """One thing stands where a list belongs."""

    code = "judge.not-a-list"
    message = noop("{where}: a list is needed here.")
    next_step = noop("Write the readings as a list, one for each package or point.")


class NotADay(ImpossibleInput):
    """Not a day, written year-month-day."""

    code = "judge.not-a-day"
    message = noop("{where}: {given!r} is not a day.")
    next_step = noop("Write the day as year-month-day, such as 2026-05-01.")


class NoSuchRuleSet(ImpossibleInput):
    """No rule set has this id."""

    code = "judge.no-such-rule-set"
    message = noop("{where}: there is no rule set {given!r}. Known: {known}.")
    next_step = noop("Choose one of the known rule sets.")


class RuleSetEnded(ImpossibleInput):
    """The rule set was no longer in force on that day."""

    code = "judge.rule-set-ended"
    message = noop("{where}: the rule set {given} was no longer in force on {day:%d/%m/%Y}.")
    next_step = noop("Check the day, or choose the rule set that replaced it.")


class NothingGiven(InvalidInput):
    """Standard input is empty."""

    code = "judge.nothing-given"
    message = noop("Nothing was given to judge.")
    next_step = noop("Write one JSON object to standard input; its form: chuan judge lot --schema")


class NotUtf8(InvalidInput):
    """The bytes are no UTF-8, or a text holds half a character."""

    code = "judge.not-utf8"
    message = noop("The input is not UTF-8 (at {where}).")
    next_step = noop("Save it as UTF-8.")


class NotJson(InvalidInput):
    """Not JSON: where it stops being it."""

    code = "judge.not-json"
    message = noop("The input is not JSON: at {where} it cannot be read.")
    next_step = noop("Check commas, brackets and quotation marks there.")


class NotAnObject(InvalidInput):
    """JSON, but no object at the top."""

    code = "judge.not-an-object"
    message = noop("The input is JSON, but not one object in braces.")
    next_step = noop("Judge one lot or one instrument at a time, as {{…}}.")


class SaidTwice(InvalidInput):
    """A key stands twice in an object: nobody knows which one is meant."""

    code = "judge.said-twice"
    message = noop("{where} stands twice in the same object.")
    next_step = noop("Keep the one that is meant.")


class NotFinite(InvalidInput):
    """NaN or Infinity, which some programs write into JSON."""

    code = "judge.not-finite"
    message = noop("{where} is not a number that can be measured.")
    next_step = noop("Mend the program that wrote the input: every quantity is a finite decimal number.")


class TooLong(InvalidInput):
    """More bytes than any lot needs, or a number of more digits than any reading has."""

    code = "judge.too-long"
    message = noop("The input is too long: {where} may have no more than {most}.")
    next_step = noop("Judge one lot or one instrument at a time, and write readings with the digits that were read.")


class TooManyPapers(InvalidInput):
    """One address asks for too many PDFs."""

    code = "judge.too-many-papers"
    message = noop("Too many papers from this address in a minute.")
    next_step = noop("Wait a minute, then ask again.")
    status = 429


class NotAChoice(ImpossibleInput):
    """A word that is none of the known ones."""

    code = "judge.not-a-choice"
    message = noop("{where}: {given!r} is none of: {known}.")
    next_step = noop("Write one of the known words.")


class NotATruthValue(ImpossibleInput):
    """Not true and not false."""

    code = "judge.not-a-truth-value"
    message = noop("{where} must be true or false.")
    next_step = noop("Write true or false, without quotation marks.")


class NotAnObjectHere(ImpossibleInput):
    """An object in braces is needed here."""

    code = "judge.not-an-object-here"
    message = noop("{where} must be an object in braces.")
    next_step = noop("Write {{…}} there.")


class NoSuchKind(ImpossibleInput):
    """A kind of instrument that the law has not named and the judge does not know."""

    code = "judge.no-such-kind"
    message = noop("{where}: there is no kind of instrument {given!r}.")
    next_step = noop("Use the code of a kind of group 2 as listed under verification/cycles, retail-weighing or gold-weighing.")


class NoSuchSchema(NotFound):
    """A schema is published for lots and for instruments only."""

    code = "judge.no-such-schema"
    message = noop("There is no such schema.")
    next_step = noop("Take lot.json or instrument.json.")


class DoesNotFit(ImpossibleInput):
    """Two things were said that cannot both be meant, such as single readings and a mean beside them."""

    code = "judge.does-not-fit"
    message = noop("{where} does not fit {other}.")
    next_step = noop("Leave one of the two out, or correct it.")


class NoSuchCalculator(NotFound):
    """No page calculates this kind of instrument."""

    code = "judge.no-such-calculator"
    message = noop("There is no calculator “{slug}”.")
    next_step = noop("Choose one on the page of calculators.")
