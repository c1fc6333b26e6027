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
