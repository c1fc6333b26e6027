# SPDX-License-Identifier: Apache-2.0
"""What merging instruments means, and what the registry holds about a person."""

from collections.abc import Iterator
from typing import Any

from django.db.models import F, Func, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from chuan.accounts.models import User
from chuan.merging import kinds
from chuan.merging.kinds import CandidateKey, MergeKind
from chuan.parties import personal
from chuan.parties.models import Party
from chuan.registry.errors import TwoKinds
from chuan.registry.models import Instrument
from chuan.ui.searches import prefix_query

#: letters that are written for digits, and the digits: O/0, I and l/1
_LETTERS, _DIGITS = "oil", "011"


def _key(*parts: Any) -> Concat:
    glued: list[Any] = []
    for part in parts:
        glued += [Cast(part, TextField()), Value("|")]
    return Concat(*glued, output_field=TextField())


def _look() -> Func:
    return Func(F("serial_key"), Value(_LETTERS), Value(_DIGITS), function="translate", output_field=TextField())


def _by_maker() -> QuerySet[Any, Any]:
    return Instrument.objects.annotate(k=_key(F("kind"), F("maker_key"), _look())).values_list("pk", "k")


def _by_place() -> QuerySet[Any, Any]:
    return Instrument.objects.annotate(k=_key(F("kind"), F("premises_id"), _look())).values_list("pk", "k")


def _two_kinds(first: Instrument, second: Instrument) -> Iterator[TwoKinds]:
    """Certificates and cycles rest on the kind: two kinds are two instruments."""
    if first.kind != second.kind:
        yield TwoKinds(first=first.kind_name, second=second.kind_name)


def _found(user: User, text: str) -> QuerySet[Any, Any]:
    query = prefix_query(text)
    found = Instrument.objects.visible_to(user).select_related("premises").order_by("kind", "maker", "serial")
    return found.filter(search=query) if query else found


def _note(instrument: Instrument) -> str:
    return f"{instrument.kind_name} · {instrument.premises.name}"


def _instruments_of(party: Party) -> Iterator[personal.Holding]:
    rows = [(one.kind_name, one.maker, one.serial) for one in Instrument.objects.filter(owner=party).defer("search")]
    yield personal.Holding(
        title=_("Instruments"), headings=(_("Kind"), _("Maker"), _("Serial number")), rows=rows,
        kept_because=_("The Law on Measurement subjects them to control: who owns them has to be known."),
    )


def register() -> None:
    """Enter the kind, and what points from here to parties and premises."""
    kinds.declare("registry.Instrument.owner", _("Instruments"))
    kinds.declare("registry.Instrument.premises", _("Instruments"))
    kinds.declare("registry.ReferencePoint.premises", _("Reference-scale points"))
    kinds.declare("registry.ReferenceScale.instrument", _("Reference-scale points"))
    kinds.register(MergeKind(
        model=Instrument, name=_("Instrument"), icon="gauge", url="registry:instrument", search=_found, note=_note,
        keys=(
            CandidateKey(code="maker-serial", label=_("maker, and serial numbers that look alike (O/0, I/1)"), rows=_by_maker),
            CandidateKey(code="place-serial", label=_("place of use and serial number"), rows=_by_place),
        ),
        together={
            "maker": ("maker_key",), "serial": ("serial_key",), "last_verified_on": ("valid_until",), "premises": ("owner",),
        },
        latest=frozenset({"last_verified_on"}), fixed=frozenset({"kind", "source_import", "registered_at"}),
        obstacles=_two_kinds,
    ))
    personal.register(_instruments_of)
