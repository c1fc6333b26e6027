# SPDX-License-Identifier: Apache-2.0
"""Why the law refuses what is laid over it: the engine says so in English literals, the catalogue knows them here."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

_LITERALS = (
    _("nothing is unknown there"),
    _("the law files have no such version"),
    _("a table is supplied by rows, everything else by one value"),
    _("a table is given by rows, everything else by one value"),
    _("a value that is not applied needs notes that say why"),
    _("only a whole version that is known can be confirmed"),
    _("the law files hold something else than what was confirmed"),
    _("a cell takes one value"),
    _("the table has no rows"),
    _("every row has an 'id' of its own"),
    _("all rows must have the same columns"),
    _("a row is a mapping with an 'id' (a word)"),
    _("a cell holds one value"),
    _("the file must be one mapping of keys and values"),
    _("the file must be one list"),
    _("versions must be in order of time, one for a day"),
    _("there must be at least one version"),
    _("a version has one of: value, rows, unknown"),
    _("a version must be a mapping"),
    _("a parameter must be a mapping with 'path' and 'versions'"),
    _("the key 'versions' is missing"),
    _("the key 'parameters' is missing"),
    _("the key 'from' is missing"),
    _("the key 'source' is missing"),
    _("the key 'confidence' is missing"),
    _("the key 'title' is missing"),
    _("the file is nested too deeply"),
    _("accents must be composed (Unicode NFC)"),
    _("anchors and aliases are not used: write the value out"),
)


def said(reason: str) -> str:
    """The reason in the reader's language, where the catalogue has it."""
    return gettext(reason) if reason in _LITERALS else reason
