# SPDX-License-Identifier: Apache-2.0
"""What can go wrong with acts on instruments."""

from django.utils.translation import gettext_noop

from chuan.lib.errors import InvalidInput, RuleViolation


class InstrumentTaken(RuleViolation):
    """The identity stands in the registry."""

    code = "registry.instrument-taken"
    message = gettext_noop("{maker} {serial} is already in the registry, at {place} of {owner}.")
    next_step = gettext_noop("Open the instrument on file instead of a second one.")


class KindUnknown(InvalidInput):
    """No kind of the law."""

    code = "registry.kind-unknown"
    message = gettext_noop("The law lists no kind of instrument {kind}.")
    next_step = gettext_noop("Choose one of the kinds in the list.")


class IdentityEmpty(InvalidInput):
    """A maker or serial number of signs alone: it would compare equal to every other such one."""

    code = "registry.identity-empty"
    message = gettext_noop("The maker and the serial number must each hold a letter or a digit.")
    next_step = gettext_noop("Write what stands on the label.")


class VerifiedInFuture(InvalidInput):
    """A verification that has not taken place."""

    code = "registry.verified-in-future"
    message = gettext_noop("{day} has not come yet.")
    next_step = gettext_noop("Enter the day of the last verification that took place, or leave it empty.")


class ReasonMissing(InvalidInput):
    """A status changed by a person who does not say why."""

    code = "registry.reason-missing"
    message = gettext_noop("A status is changed only with its reason.")
    next_step = gettext_noop("Write what was found and when, and the paper it rests on.")


class TwoKinds(RuleViolation):
    """Two instruments of different kinds are merged."""

    code = "registry.two-kinds"
    message = gettext_noop("They are of two kinds: {first}, and {second}.")
    next_step = gettext_noop("Instruments of two kinds are two instruments; correct the wrong one by hand.")


class NotATradingPlace(RuleViolation):
    """A reference-scale point where nothing is sold to buyers."""

    code = "registry.not-a-trading-place"
    message = gettext_noop("{name} is no market, shop or other trading place.")
    next_step = gettext_noop("Choose a market, or correct the kind of the premises first.")


class PlaceClosed(RuleViolation):
    """A point in a market that is closed."""

    code = "registry.place-closed"
    message = gettext_noop("{name} closed on {day}.")
    next_step = gettext_noop("Enter a day before it, or correct the day of closing on the page of the premises.")


class PlaceNameMissing(InvalidInput):
    """Where in the market, in signs alone."""

    code = "registry.place-name-missing"
    message = gettext_noop("Where the point is must hold a letter or a digit.")
    next_step = gettext_noop("Write what a buyer would ask for, such as “Main gate” or “Booth 12”.")


class PointTaken(RuleViolation):
    """Two open points in one place of a market."""

    code = "registry.point-taken"
    message = gettext_noop("{name} already has an open reference-scale point at {place}.")
    next_step = gettext_noop("Open the point on file, or close it first.")


class PointDaysOutOfOrder(InvalidInput):
    """A last day before the first."""

    code = "registry.point-days-out-of-order"
    message = gettext_noop("{last} is before {first}.")
    next_step = gettext_noop("Correct one of the two days.")


class PointClosed(RuleViolation):
    """An act on a point that is closed."""

    code = "registry.point-closed"
    message = gettext_noop("The reference-scale point was closed on {day}.")
    next_step = gettext_noop("Open another point in its place.")


class NotAReferenceScale(InvalidInput):
    """Something that weighs nothing."""

    code = "registry.not-a-reference-scale"
    message = gettext_noop("{instrument} is neither a scale nor a weight.")
    next_step = gettext_noop("Choose a scale or a set of control weights of this market.")


class ScaleOfOthers(RuleViolation):
    """A scale that neither stands in the market nor belongs to its management."""

    code = "registry.scale-of-others"
    message = gettext_noop("{instrument} stands at {place} and belongs to {owner}: not to this market or its management.")
    next_step = gettext_noop("Move the scale to the market in the registry first, or choose another one.")


class ScaleElsewhere(RuleViolation):
    """A scale at another open point."""

    code = "registry.scale-elsewhere"
    message = gettext_noop("{instrument} is already at the point {place} of {name}.")
    next_step = gettext_noop("Take it away there first.")


class ScaleOutOfUse(RuleViolation):
    """A scale that was taken out of use."""

    code = "registry.scale-out-of-use"
    message = gettext_noop("{instrument} is out of use.")
    next_step = gettext_noop("Choose a scale in use, or correct its status first.")
