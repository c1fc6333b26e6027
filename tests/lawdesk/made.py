# SPDX-License-Identifier: Apache-2.0
"""Makers of the law desk: places of the law as it is, and proposals for them."""

from datetime import timedelta
from typing import Any

from chuan import law
from chuan.accounts.models import User
from chuan.lawdesk.actions.supplements import (
    Page,
    Place,
    accept_supplement,
    propose_confirmation,
    propose_supplement,
)
from chuan.lawdesk.models import Supplement
from tests import make

PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
PAGE = Page(name="trang-12.pdf", content=PDF)
#: the cell the law files leave open: how many packages a lot of fewer than a hundred gives
CELL_PATH = "prepackages/vn-tt21-2014/sampling/non-destructive"


def gap(unit: str = "month", number: int = 0, under: str = "") -> Place:
    """An unknown version of a parameter of this unit, somewhere under a folder."""
    found = [
        Place(path=p.path, from_day=version.from_day)
        for p in sorted(law.standing.files().parameters.values(), key=lambda p: p.path)
        for version in p.versions if version.is_unknown and p.unit == unit and p.path.startswith(under)
    ]
    return found[number]


def cell() -> Place:
    """An unknown cell of a table."""
    parameter = law.standing.files().parameter(CELL_PATH)
    version = next(v for v in parameter.versions if v.unknown_cells)
    row, column = next(c for c in version.unknown_cells if c[1] == "sample_size")
    return Place(path=CELL_PATH, from_day=version.from_day, row=row, column=column)


def known(unit: str = "month") -> Place:
    """A known version nobody has confirmed."""
    parameters = sorted(law.standing.files().parameters.values(), key=lambda p: p.path)
    return next(
        Place(path=p.path, from_day=v.from_day) for p in parameters for v in p.versions
        if p.unit == unit and not v.is_unknown and not v.unknown_cells and (v.rows or v.value) and not p.is_confirmed(v)
    )


def source_of(place: Place) -> str:
    """The text the files name for a place: surely one that was in force then."""
    parameter = law.standing.files().parameters.get(place.path)
    versions = parameter.versions if parameter else ()
    return next((v.source.text for v in versions if v.from_day == place.from_day), "luat-04-2011-qh13")


def propose(actor: User, place: Place | None = None, value: str = "24", **over: Any) -> Supplement:
    """A proposal for a gap of a cycle."""
    place = place or gap()
    values: dict[str, Any] = {
        "at": make.NOON, "value": value, "source_text": source_of(place), "source_place": "art-4/item-12", "page": PAGE,
    }
    return propose_supplement(actor=actor, place=place, **values | over)


def confirm(actor: User, place: Place | None = None, **over: Any) -> Supplement:
    """A proposal to confirm a known value."""
    values: dict[str, Any] = {"at": make.NOON} | over
    return propose_confirmation(actor=actor, place=place or known(), **values)


def accept(actor: User, supplement: Supplement, **over: Any) -> Supplement:
    """Accepted an hour after noon, and the law as it is from then on."""
    values: dict[str, Any] = {"at": make.NOON + timedelta(hours=1)} | over
    found = accept_supplement(actor=actor, supplement=supplement, **values)
    law.refresh()
    return found
