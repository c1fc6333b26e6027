# SPDX-License-Identifier: Apache-2.0
"""What can go wrong when the law is asked, or a law file is read."""

from chuan.lib.errors import InvalidInput, NotFound, RuleViolation


def noop(text: str) -> str:
    """Mark a message for the catalogue (gettext's noop, without Django)."""
    return text


class NoLawInForce(RuleViolation):
    """The parameter has no version as early as that day."""

    code = "law.no-law-in-force"
    message = noop("No rule in force on {day:%d/%m/%Y} is known for {path}.")
    next_step = noop("Check the date. If there was a rule then, add it to the law files with its source.")


class LawUnknown(RuleViolation):
    """A rule was in force on that day, but nobody has found what it said."""

    code = "law.unknown"
    message = noop("What the law said on {day:%d/%m/%Y} about {path} is not known.")
    next_step = noop("Look it up in the signed text and add the value to the law files with its source.")


class NoSuchParameter(NotFound):
    """No law file has this path."""

    code = "law.no-such-parameter"
    message = noop("The law files have no parameter {path}.")
    next_step = noop("Look it up in the list of parameters of the law.")


class NoSuchText(NotFound):
    """No legal text has this id."""

    code = "law.no-such-text"
    message = noop("The law files have no legal text {text}.")
    next_step = noop("Look it up in the list of legal texts.")


class NoSuchVersion(NotFound):
    """No version of the parameter starts on this day."""

    code = "law.no-such-version"
    message = noop("No version of {path} starts on {day}.")
    next_step = noop("Open the parameter: its history names the first day of every version.")


class NoSuchFolder(NotFound):
    """No folder of the law files has this path."""

    code = "law.no-such-folder"
    message = noop("The law files have no folder {path}.")
    next_step = noop("Look it up in the list of parameters of the law.")


class BrokenLawFile(InvalidInput):
    """A law file does not keep to the format; names the file and the line."""

    code = "law.broken-file"
    message = noop("{file}, line {line}: {reason}")
    next_step = noop("Mend the file and run: chuan law check")


class SupplementRefused(InvalidInput):
    """What was supplied does not fill a gap of the law files."""

    code = "law.supplement-refused"
    message = noop("{path} from {from_day:%d/%m/%Y}: {reason}")
    next_step = noop("Only what the law files mark as not known can be supplied. Look at the list of gaps.")
