# SPDX-License-Identifier: Apache-2.0
"""Items of batches of parties and premises, through the actions of their room."""

from datetime import datetime
from typing import Any

from chuan.accounts.models import User
from chuan.accounts.permissions import require
from chuan.api.actions import finding
from chuan.api.choices import Outcome
from chuan.api.errors import Unidentified
from chuan.api.models import ApiKey
from chuan.api.schemas import PartyItem, PremisesItem
from chuan.audit.rows import Row
from chuan.lib.clock import day_of
from chuan.lib.text import key as spelled
from chuan.lib.text import tidy
from chuan.parties.actions.parties import edit_party, register_party
from chuan.parties.actions.premises import edit_premises, register_premises
from chuan.parties.choices import PremisesKind
from chuan.parties.models import Party, Premises
from chuan.parties.rules import check_tax_code, kind_of


def differing(row: Any, wanted: dict[str, Any]) -> dict[str, Any]:
    """Values that differ from the row's. A name spelled otherwise is the same name: the spelling on file stays."""
    found = {}
    for name, given in wanted.items():
        before, value = getattr(row, name), tidy(given) if isinstance(given, str) else given
        same = spelled(value) == spelled(before) if name == "name" else value == before
        if not same:
            found[name] = value
    return found


class PartyWriter:
    """Parties."""

    what, act, item = "parties", "parties.edit", PartyItem

    def lock(self, items: list[PartyItem]) -> None:
        """Lock the parties that are named by id or tax code."""
        codes = {code for item in items for code in (item.tax_code, item.tax_code.replace(" ", "")) if code}
        ids = {item.id for item in items if item.id}
        list(Party.objects.filter(pk__in=ids).order_by("pk").select_for_update().values_list("pk"))
        list(Party.objects.filter(tax_code__in=codes).order_by("pk").select_for_update().values_list("pk"))

    def write(self, item: PartyItem, *, key: ApiKey, at: datetime) -> tuple[Row, Outcome]:  # noqa: ARG002
        """Enter or correct a party."""
        user = key.user
        wanted = item.model_dump(exclude_none=True, exclude={"id", "tax_code"})
        party = self._on_file(user, item)
        if party is None:
            code = check_tax_code(item.tax_code, kind=item.kind or "") if item.tax_code else ""
            made = register_party(actor=user, **{"kind": kind_of(code)} | wanted, tax_code=code)
            return made, Outcome.ADDED
        changes = differing(party, wanted)
        if item.tax_code:
            changes |= differing(party, {"tax_code": check_tax_code(item.tax_code)})
        if not changes:
            return party, Outcome.SAME
        return edit_party(actor=user, party=party, **changes), Outcome.CHANGED

    def _on_file(self, user: User, item: PartyItem) -> Party | None:
        if item.id is not None:
            return finding.by_id(Party, user, item.id)
        if item.tax_code:
            found = Party.objects.defer("search").filter(tax_code=check_tax_code(item.tax_code)).first()
            if found is None and not item.name:
                raise Unidentified(names="name")
            if found is not None:
                require(user, self.act, found)
            return found
        if not item.name:
            raise Unidentified(names="tax_code, name")
        return finding.party_spelled(user, item.name, item.address or "")


class PremisesWriter:
    """Premises."""

    what, act, item = "premises", "parties.edit", PremisesItem

    def lock(self, items: list[PremisesItem]) -> None:
        """Lock the owners, then the premises that are named by id."""
        codes = {item.owner_tax_code for item in items if item.owner_tax_code}
        ids = {item.id for item in items if item.id}
        list(Party.objects.filter(tax_code__in=codes).order_by("pk").select_for_update().values_list("pk"))
        list(Premises.objects.filter(pk__in=ids).order_by("pk").select_for_update(of=("self",)).values_list("pk"))

    def write(self, item: PremisesItem, *, key: ApiKey, at: datetime) -> tuple[Row, Outcome]:
        """Enter or change premises."""
        user, on = key.user, day_of(at)
        wanted = item.model_dump(exclude_none=True, exclude={"id", "owner_tax_code", "commune", "market_id"})
        if item.commune:
            wanted["stated_unit"] = finding.commune(item.commune, on)
        if item.market_id:
            wanted["market"] = finding.by_id(Premises, user, item.market_id)
        party, premises = self._on_file(user, item)
        if premises is None:
            assert party is not None
            made = register_premises(actor=user, on=on, party=party, **{"kind": PremisesKind.OTHER} | wanted)
            return made, Outcome.ADDED
        changes = differing(premises, wanted)
        if not changes:
            return premises, Outcome.SAME
        return edit_premises(actor=user, on=on, premises=premises, **changes), Outcome.CHANGED

    def _on_file(self, user: User, item: PremisesItem) -> tuple[Party | None, Premises | None]:
        if item.id is not None:
            return None, finding.by_id(Premises, user, item.id)
        if not (item.owner_tax_code and item.name):
            raise Unidentified(names="owner_tax_code, name")
        party = finding.party_of(user, item.owner_tax_code)
        return party, finding.premises_spelled(party, item.name)
