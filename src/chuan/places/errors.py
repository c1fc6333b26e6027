# SPDX-License-Identifier: Apache-2.0
"""What can go wrong with places."""

from django.utils.translation import gettext_noop

from chuan.lib.errors import InvalidInput, RuleViolation


class AmbiguousSuccession(RuleViolation):
    """A unit was divided, so that only a person can say which part is meant."""

    code = "places.ambiguous-succession"
    message = gettext_noop("{unit} was divided among several units: {candidates}.")
    next_step = gettext_noop("Choose the unit in which the place lies today.")


class NoSuccessor(RuleViolation):
    """No unit took the place of this one."""

    code = "places.no-successor"
    message = gettext_noop("No unit of the same level took the place of {unit}.")
    next_step = gettext_noop("Name the commune of today instead.")


class UnitFileMalformed(InvalidInput):
    """A file of units that cannot be read; `reason` is English, for whoever keeps the files."""

    code = "places.unit-file-malformed"
    message = gettext_noop("{file}, line {line}: {reason}.")
    next_step = gettext_noop("Mend the file and load it again; nothing was changed.")


class BoundariesRefused(InvalidInput):
    """A file of boundaries that cannot be used; `reason` is English, for whoever made the file."""

    code = "places.boundaries-refused"
    message = gettext_noop("These boundaries cannot be used: {reason}.")
    next_step = gettext_noop("Save the communes as GeoJSON in WGS 84 with their codes and load that; nothing was changed.")
