# SPDX-License-Identifier: Apache-2.0
"""Items of batches of parties and premises, through the actions of their room."""

from collections.abc import Callable, Hashable
from datetime import datetime
from typing import Any

from chuan.accounts.models import User
from chuan.accounts.permissions import require
from chuan.api.actions import finding
from chuan.api.actions.sets import Owners, Places, Told, alone, cached, told
from chuan.api.choices import Outcome
from chuan.api.errors import Unidentified
from chuan.api.models import ApiKey
from chuan.api.schemas import PartyItem, PremisesItem
from chuan.audit.rows import Row
from chuan.lib.clock import day_of
from chuan.lib.errors import ChuanError
from chuan.lib.text import key as spelled
from chuan.lib.text import tidy
from chuan.parties.actions.many import (
    change_parties,
    change_premises,
    register_parties,
    register_premises_of,
)
from chuan.parties.actions.parties import edit_party, register_party
from chuan.parties.actions.premises import edit_premises, register_premises
from chuan.parties.choices import PremisesKind
from chuan.parties.models import Party, Premises
from chuan.parties.rules import check_tax_code, kind_of
from chuan.places.models import AdministrativeUnit

#: columns of premises that nothing else follows from
_PLAIN = frozenset({"address", "longitude", "latitude", "opened_on", "closed_on"})


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

    def in_sets(self, items: dict[int, PartyItem], *, key: ApiKey, at: datetime) -> Told:  # noqa: ARG002
        """Parties with a tax code: new ones, and those of which nothing or a plain column differs."""
        codes = {n: code for n, item in items.items() if item.id is None and (code := _code(item))}
        on_file = {one.tax_code: one for one in Party.objects.defer("search").filter(tax_code__in=codes.values())}
        seen = set(Party.objects.visible_to(key.user).filter(pk__in=[one.pk for one in on_file.values()]).values_list("pk", flat=True))
        targets = {n: {item.id or on_file[codes[n]].pk if codes.get(n) in on_file else item.id or codes.get(n, "")} - {""}
                   for n, item in items.items()}
        found: Told = {}
        new: list[tuple[int, dict[str, str]]] = []
        changed: list[tuple[int, tuple[Party, dict[str, str]]]] = []
        for n in alone(targets):
            one, wanted = on_file.get(codes.get(n, "")), items[n].model_dump(exclude_none=True, exclude={"id", "tax_code"})
            if one is None and n in codes and items[n].name:
                new.append((n, {"kind": kind_of(codes[n])} | wanted | {"tax_code": codes[n]}))
            elif one is not None and one.pk in seen:
                changes = differing(one, wanted)
                if not changes:
                    found[n] = (one, Outcome.SAME)
                elif "kind" not in changes:
                    changed.append((n, (one, changes)))
        made = register_parties(actor=key.user, rows=[row for _, row in new])
        kept = change_parties(actor=key.user, rows=[row for _, row in changed])
        return found | told([n for n, _ in new], made, Outcome.ADDED) | told([n for n, _ in changed], kept, Outcome.CHANGED)

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

    def in_sets(self, items: dict[int, PremisesItem], *, key: ApiKey, at: datetime) -> Told:
        """Premises named by owner and name: new ones, and those of which nothing or a plain column differs."""
        owners = Owners(key.user, ((None, item.owner_tax_code) for item in items.values()))
        places = Places(owners.all())

        @cached
        def commune(code: str) -> AdministrativeUnit:
            return finding.commune(code, day_of(at))

        owned = {n: party for n, item in items.items() if item.id is None and item.name and (party := owners.of(None, item.owner_tax_code))}
        near = {n: places.named(party, items[n].name or "") for n, party in owned.items()}
        found: Told = {}
        new: list[tuple[int, tuple[Party, dict[str, Any]]]] = []
        changed: list[tuple[int, tuple[Premises, dict[str, Any]]]] = []
        for n in alone(_meant(items, owned, near)):
            if n not in owned or items[n].market_id or len(near[n]) > 1:
                continue
            try:
                wanted = self._wanted(items[n], commune)
            except ChuanError as refusal:
                found[n] = refusal
                continue
            changes = differing(near[n][0], wanted) if near[n] else {}
            if not near[n]:
                new.append((n, (owned[n], {"kind": PremisesKind.OTHER} | wanted)))
            elif not changes:
                found[n] = (near[n][0], Outcome.SAME)
            elif changes.keys() <= _PLAIN:
                changed.append((n, (near[n][0], changes)))
        made = register_premises_of(actor=key.user, on=day_of(at), rows=[row for _, row in new])
        kept = change_premises(actor=key.user, rows=[row for _, row in changed])
        return found | told([n for n, _ in new], made, Outcome.ADDED) | told([n for n, _ in changed], kept, Outcome.CHANGED)

    def write(self, item: PremisesItem, *, key: ApiKey, at: datetime) -> tuple[Row, Outcome]:
        """Enter or change premises."""
        user, on = key.user, day_of(at)
        wanted = self._wanted(item, lambda code: finding.commune(code, on))
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

    def _wanted(self, item: PremisesItem, commune: Callable[[str], AdministrativeUnit]) -> dict[str, Any]:
        wanted = item.model_dump(exclude_none=True, exclude={"id", "owner_tax_code", "commune", "market_id"})
        return wanted | {"stated_unit": commune(item.commune)} if item.commune else wanted

    def _on_file(self, user: User, item: PremisesItem) -> tuple[Party | None, Premises | None]:
        if item.id is not None:
            return None, finding.by_id(Premises, user, item.id)
        if not (item.owner_tax_code and item.name):
            raise Unidentified(names="owner_tax_code, name")
        party = finding.party_of(user, item.owner_tax_code)
        return party, finding.premises_spelled(party, item.name)


def _code(item: PartyItem) -> str:
    try:
        return check_tax_code(item.tax_code, kind=item.kind or "") if item.tax_code else ""
    except ChuanError:
        return ""


def _meant(
    items: dict[int, PremisesItem], owned: dict[int, Party], near: dict[int, list[Premises]]
) -> dict[int, set[Hashable]]:
    """What another item may mean as well: the premises on file, else owner and name."""
    found: dict[int, set[Hashable]] = {n: {item.id} if item.id else set() for n, item in items.items()}
    for n, party in owned.items():
        found[n] |= {one.pk for one in near[n]} or {(party.pk, spelled(items[n].name or ""))}
    return found
