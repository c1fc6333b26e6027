# SPDX-License-Identifier: Apache-2.0
"""The rows of the due list written station by station, in Python for the reason `lists.tables` gives."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chuan import law
from chuan.lists.tables import escaped
from chuan.registry.asof import shown_standing
from chuan.ui import figures, statuses
from chuan.ui.addresses import of_row


def body(rows: Sequence[Any], day: date) -> SafeString:
    """Rows of `tables.as_tuples` that follow one another at one place under a heading of that place."""
    words = {name: str(conditional_escape(text)) for name, text in {
        "kind": _("Kind"), "verified": _("Last verified on"), "until": _("Valid until"), "standing": _("Standing"),
        "undecided": _("commune not decided"), "all": _("All of"),
    }.items()}
    looks: dict[Any, str] = {}
    parts = []
    for _pk, station in groupby(rows, key=lambda one: one.premises_id):
        here = list(station)
        parts += ["<tbody>", _heading(here, words), *(_line(one, day, words, looks) for one in here), "</tbody>"]
    return mark_safe("".join(parts))  # noqa: S308 — every value is escaped below


def _heading(here: list[Any], words: dict[str, str]) -> str:
    one, count = here[0], len(here)
    name = escaped(one.premises__name)
    many = escaped(ngettext("%(n)s instrument", "%(n)s instruments", count) % {"n": count})
    return (
        '<tr class="table-group table-active"><th colspan="5" scope="rowgroup">'
        '<label class="form-check d-inline-block mb-0 me-2"><input class="form-check-input" type="checkbox" data-pick-all'
        f' aria-label="{words["all"]} {name}"></label> <a href="{of_row("parties:premises", one.premises_id)}">{name}</a>'
        f' <span class="text-secondary fw-normal">· {escaped(one.premises__current_unit__full_name or "") or words["undecided"]}'
        f" · {escaped(one.owner__name)} · {many}</span></th></tr>"
    )


def _line(one: Any, day: date, words: dict[str, str], looks: dict[Any, str]) -> str:
    maker, model, serial, standing = escaped(one.maker), escaped(one.model), escaped(one.serial), shown_standing(one, day)
    look = looks.get(standing)
    if look is None:
        look = looks[standing] = statuses.tag(*statuses.look_of(standing))
    return (
        '<tr><td><label class="form-check d-inline-block mb-0 me-2"><input class="form-check-input" type="checkbox"'
        f' name="instrument" value="{one.id}" aria-label="{maker} {model} · {serial}"></label>'
        f' <a href="{of_row("registry:instrument", one.id)}">{serial}</a> <small class="text-secondary">{maker} {model}</small></td>'
        f'<td data-label="{words["kind"]}">{escaped(law.kind_name(one.kind))}</td>'
        f'<td data-label="{words["verified"]}">{_day(one.last_verified_on)}</td>'
        f'<td data-label="{words["until"]}">{_day(one.valid_until)}</td>'
        f'<td data-label="{words["standing"]}">{look}</td></tr>'
    )


def _day(day: date | None) -> str:
    return figures.day(day) if day else "–"
