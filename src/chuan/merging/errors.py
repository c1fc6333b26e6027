# SPDX-License-Identifier: Apache-2.0
"""What stands against a merge or its undoing."""

from django.utils.translation import gettext_noop

from chuan.lib.errors import NotFound, RuleViolation

_LOOK_AGAIN = gettext_noop("Open the two records again: what is shown then is how they stand now.")
_BY_HAND = gettext_noop("Correct the records by hand instead; nothing was changed.")


class MergedAway(NotFound):
    """The row was merged into another one meanwhile."""

    code = "merging.merged-away"
    message = gettext_noop("{away} was merged into {kept}.")
    next_step = gettext_noop("Open {kept} and work there.")


class RowGone(NotFound):
    """One of the two rows is not there."""

    code = "merging.row-gone"
    message = gettext_noop("One of the two records is no longer there.")
    next_step = gettext_noop("Go back to the pairs: somebody decided this one meanwhile.")


class PairChanged(RuleViolation):
    """One of the rows was changed between looking and merging."""

    code = "merging.pair-changed"
    message = gettext_noop("One of the two records was changed while you were looking at them.")
    next_step = _LOOK_AGAIN


class SameRow(RuleViolation):
    """A row with itself."""

    code = "merging.same-row"
    message = gettext_noop("A record cannot be merged with itself.")
    next_step = gettext_noop("Choose another record.")


class RelationUnknown(RuleViolation):
    """Some table points to the kind, and nobody said what a merge does with its rows."""

    code = "merging.relation-unknown"
    message = gettext_noop("The merge does not know what to do with {relations}; merging would leave them behind.")
    next_step = gettext_noop("Tell the administrator: the software has to be completed first. Nothing was changed.")


class RelationConflict(RuleViolation):
    """Both rows have one of something of which one row may have only one."""

    code = "merging.relation-conflict"
    message = gettext_noop("Both have {relation} that cannot stand beside each other: {rows}.")
    next_step = gettext_noop("Merge or correct those first.")


class UndoneAlready(RuleViolation):
    """The merge was undone before."""

    code = "merging.undone-already"
    message = gettext_noop("This merge has already been undone.")
    next_step = gettext_noop("Both records are there: open either.")


class KeptGone(RuleViolation):
    """The kept row was itself merged away or removed."""

    code = "merging.kept-gone"
    message = gettext_noop("{kept} is itself no longer there.")
    next_step = gettext_noop("Undo the later merge first.")


class KeptEdited(RuleViolation):
    """The kept row was edited after the merge."""

    code = "merging.kept-edited"
    message = gettext_noop("{kept} was changed after the merge: {fields}.")
    next_step = _BY_HAND


class RowsMovedOn(RuleViolation):
    """Rows that moved with the merge have since gone elsewhere."""

    code = "merging.rows-moved-on"
    message = gettext_noop("{count} of {relation} that came with the merge have since gone elsewhere.")
    next_step = _BY_HAND


class RowsAdded(RuleViolation):
    """Rows were entered for the kept row after the merge: nobody can say whose they are."""

    code = "merging.rows-added"
    message = gettext_noop("{count} of {relation} were entered after the merge; nobody can say to which of the two they belong.")
    next_step = _BY_HAND


class PersonalDataErased(RuleViolation):
    """The personal data of one of the rows was erased after the merge."""

    code = "merging.personal-data-erased"
    message = gettext_noop("The personal data of one of the two was erased after the merge.")
    next_step = gettext_noop("What was erased is not brought back.")


class PlaceTaken(RuleViolation):
    """What the merged-away row had of its own now belongs to another, or what it stood on is gone."""

    code = "merging.place-taken"
    message = gettext_noop("{away} cannot come back as it was: {cause}.")
    next_step = _BY_HAND
