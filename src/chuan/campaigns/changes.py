# SPDX-License-Identifier: Apache-2.0
"""What a finding changes in the registry, through the room that keeps it: forth, and back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuan.accounts.models import User
from chuan.campaigns.choices import SECTOR_OF_KIND
from chuan.campaigns.errors import ChangedSince
from chuan.campaigns.models import Establishment
from chuan.lib.errors import NotFound
from chuan.lib.text import tidy
from chuan.merging.errors import MergedAway
from chuan.merging.queries import heir_of
from chuan.parties import actions as parties
from chuan.parties.choices import PremisesKind
from chuan.parties.models import Activity, Premises

#: what may be corrected on the spot; the phone is the owner's, unless the owner is a person
FIELDS = {"name": _("Name"), "address": _("Address"), "kind": _("Kind"), "phone": _("Phone"), "closed_on": _("Closed on")}
_OF_PREMISES = ("name", "address", "kind")


@dataclass(frozen=True)
class Changed:
    """Fields with their values before and after."""

    before: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)


NONE = Changed()


def premises_of(establishment: Establishment) -> Premises:
    """The premises as they are now; says where they went if they were merged away."""
    found = Premises.objects.select_related("party", "current_unit").filter(pk=establishment.premises_id).first()
    if found is None:
        heir = heir_of("parties.premises", establishment.premises_id)
        raise MergedAway(away=heir.away_label, kept=heir.kept_label) if heir else NotFound
    return found


def values_of(premises: Premises) -> dict[str, str]:
    """What may be corrected, as it is on file; a person's phone is left to the person's own page."""
    values = {name: str(getattr(premises, name)) for name in _OF_PREMISES}
    return values if premises.party.is_personal else values | {"phone": premises.party.phone}


def correct(establishment: Establishment, given: Mapping[str, str], *, actor: User, on: date) -> Changed:
    """Write what differs from the registry."""
    premises = premises_of(establishment)
    standing = values_of(premises)
    after = {name: tidy(given[name]) for name in standing if name in given and tidy(given[name]) != standing[name]}
    _write(premises, after, actor=actor, on=on)
    return Changed(before={name: standing[name] for name in after}, after=after)


def close(establishment: Establishment, last: date, *, actor: User, on: date) -> Changed:
    """The premises closed; `last` is their last day."""
    premises = premises_of(establishment)
    before = premises.closed_on.isoformat() if premises.closed_on else ""
    parties.edit_premises(actor=actor, on=on, premises=premises, closed_on=last)
    return Changed(before={"closed_on": before}, after={"closed_on": last.isoformat()})


def revert(establishment: Establishment, *, actor: User, on: date) -> None:
    """Put back what the finding changed, unless somebody changed it again."""
    premises = premises_of(establishment)
    standing = values_of(premises) | {"closed_on": premises.closed_on.isoformat() if premises.closed_on else ""}
    other = [str(FIELDS[name]) for name, value in establishment.after.items() if standing.get(name) != value]
    if other:
        raise ChangedSince(fields=", ".join(other))
    _write(premises, establishment.before, actor=actor, on=on)


def sector_of(premises: Premises) -> str:
    """The sector of premises entered just now."""
    own = Activity.objects.filter(party=premises.party, valid_until=None).order_by("sector").values_list("sector", flat=True).first()
    said = SECTOR_OF_KIND.get(PremisesKind(premises.kind))
    return str(own or (said.value if said else ""))


def _write(premises: Premises, values: Mapping[str, str], *, actor: User, on: date) -> None:
    own: dict[str, Any] = {name: values[name] for name in _OF_PREMISES if name in values}
    if "closed_on" in values:
        own["closed_on"] = date.fromisoformat(values["closed_on"]) if values["closed_on"] else None
    if own:
        parties.edit_premises(actor=actor, on=on, premises=premises, **own)
    if "phone" in values:
        parties.edit_party(actor=actor, party=premises.party, phone=values["phone"])
