# SPDX-License-Identifier: Apache-2.0
"""Items of batches of goods, through the actions of their room."""

from collections.abc import Callable, Hashable
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from chuan.accounts.models import User
from chuan.api.actions import finding
from chuan.api.actions.sets import Owners, Told, alone, cached, told
from chuan.api.choices import Outcome
from chuan.api.errors import PremisesUnknown, Unidentified
from chuan.api.models import ApiKey
from chuan.api.schemas import GoodsItem
from chuan.audit.rows import Row
from chuan.lib.clock import day_of
from chuan.lib.errors import ChuanError, NotFound
from chuan.parties.models import Party, Premises
from chuan.products.actions import goods
from chuan.products.models import Goods, NormativeDocument
from chuan.products.rules import check_gtin, identity_key

_GOODS = ("role", "name", "brand", "model", "gtin", "hs", "quantity_kind", "nominal_value", "nominal_unit")


class GoodsWriter:
    """Goods."""

    what, act, item = "goods", "products.edit", GoodsItem

    def lock(self, items: list[GoodsItem]) -> None:
        """Lock the parties, then the goods that are named by id."""
        finding.lock_parties(items)
        ids = {item.id for item in items if item.id}
        list(Goods.objects.filter(pk__in=ids).order_by("pk").select_for_update(of=("self",)).values_list("pk"))

    def in_sets(self, items: dict[int, GoodsItem], *, key: ApiKey, at: datetime) -> Told:
        """New goods, and those of which nothing differs."""
        user = key.user
        owners = Owners(user, ((item.owner_id, item.owner_tax_code) for item in items.values()))
        standing = _Standing(owners.all(), items)
        targets = {n: standing.meant(owners.of(item.owner_id, item.owner_tax_code), item) for n, item in items.items()}

        @cached
        def document(asked: tuple[str, Party]) -> NormativeDocument:
            return finding.document(user, *asked, where="standard")

        found: Told = {}
        new: list[tuple[int, tuple[Party, goods.Particulars, date | None]]] = []
        for n in alone(targets):
            item, party = items[n], owners.of(items[n].owner_id, items[n].owner_tax_code)
            if item.id is not None or party is None or not (item.role and item.name):
                continue
            try:
                wanted = self._wanted(user, item, party, document)
            except ChuanError as refusal:
                found[n] = refusal
                continue
            one = standing.of(party, item)
            if one is None and item.status in {None, "on_sale"}:
                new.append((n, (party, goods.Particulars(**wanted), item.status_since)))
            elif one is not None and item.status in {None, one.status} and not goods.would_change(one, self._after(one, wanted)):
                found[n] = (one, Outcome.SAME)
        made = goods.register_many(actor=user, at=at, rows=[row for _, row in new])
        return found | told([n for n, _ in new], made, Outcome.ADDED)

    def write(self, item: GoodsItem, *, key: ApiKey, at: datetime) -> tuple[Row, Outcome]:
        """Enter goods, or correct those on file and set their status."""
        user, on = key.user, day_of(at)
        party, standing = self._on_file(user, item)
        wanted = self._wanted(user, item, party, lambda asked: finding.document(user, asked[0], asked[1], where="standard"))
        if standing is None:
            if not (item.role and item.name):
                raise Unidentified(names="role, name")
            made = goods.register_goods(
                actor=user, at=at, party=party, particulars=goods.Particulars(**wanted),
                since=item.status_since if item.status in {None, "on_sale"} else None,
            )
            self._status(made, item, user, on)
            return made, Outcome.ADDED
        on_file = {name: getattr(standing, name) for name in (*_GOODS, "premises", "standard")}
        on_file["regulated_codes"] = tuple(standing.regulated_codes)
        after = goods.edit_goods(actor=user, on=on, goods=standing, particulars=goods.Particulars(**on_file | wanted))
        changed = any(getattr(after, name) != value for name, value in on_file.items() if name != "regulated_codes")
        changed = changed or tuple(after.regulated_codes) != on_file["regulated_codes"]
        status = self._status(after, item, user, on)
        return after, Outcome.CHANGED if changed or status else Outcome.SAME

    def _on_file(self, user: User, item: GoodsItem) -> tuple[Party, Goods | None]:
        if item.id is not None:
            found = Goods.objects.visible_to(user).select_related("party", "premises", "standard").filter(pk=item.id).first()
            if found is None:
                raise NotFound(where="id")
            return found.party, found
        party = finding.owner_of(user, item.owner_id, item.owner_tax_code)
        own = Goods.objects.filter(party=party).select_related("party", "premises", "standard")
        if item.role:
            own = own.filter(role=item.role)
        if item.gtin:
            found = own.filter(gtin=check_gtin(item.gtin)).first()
            if found is not None:
                return party, found
        if not (item.name and item.role):
            raise Unidentified(names="owner_tax_code, role, gtin · owner_tax_code, role, name")
        return party, own.filter(identity=_identity(item)).first()

    def _after(self, standing: Goods, wanted: dict[str, Any]) -> goods.Particulars:
        on_file = {name: getattr(standing, name) for name in (*_GOODS, "premises", "standard")}
        return goods.Particulars(**on_file | {"regulated_codes": tuple(standing.regulated_codes)} | wanted)

    def _wanted(
        self, user: User, item: GoodsItem, party: Party, document: Callable[[tuple[str, Party]], NormativeDocument]
    ) -> dict[str, Any]:
        wanted = item.model_dump(include=set(_GOODS), exclude_none=True)
        if item.premises_id is not None:
            wanted["premises"] = Premises.objects.visible_to(user).filter(pk=item.premises_id).first()
            if wanted["premises"] is None:
                raise PremisesUnknown(party=party.name, name=str(item.premises_id), where="premises_id")
        if item.standard is not None:
            wanted["standard"] = document((item.standard, party))
        if item.regulated_codes is not None:
            wanted["regulated_codes"] = tuple(item.regulated_codes)
        return wanted

    def _status(self, standing: Goods, item: GoodsItem, user: User, on: date) -> bool:
        if item.status is None or item.status == standing.status:
            return False
        goods.set_goods_status(
            actor=user, on=on, goods=standing, status=item.status, since=item.status_since or on, reason=item.reason or ""
        )
        return True


class _Standing:
    """Goods of some parties on file, by what names them."""

    def __init__(self, parties: list[Party], items: dict[int, GoodsItem]) -> None:
        codes = {code for item in items.values() if (code := _gtin(item))}
        names = {_identity(item) for item in items.values()} - {""}
        own = Goods.objects.filter(party__in=[one.pk for one in parties]).filter(Q(identity__in=names) | Q(gtin__in=codes))
        found = list(own.select_related("party", "premises", "standard").defer(
            "search", "party__search", "premises__search", "standard__search"))
        self._by_code = {(one.party_id, one.role, one.gtin): one for one in found if one.gtin}
        self._by_name = {(one.party_id, one.role, one.identity): one for one in found}

    def of(self, party: Party, item: GoodsItem) -> Goods | None:
        """The goods an item means, found as `_on_file` finds them."""
        role = item.role or ""
        return self._by_code.get((party.pk, role, _gtin(item))) or self._by_name.get((party.pk, role, _identity(item)))

    def meant(self, party: Party | None, item: GoodsItem) -> set[Hashable]:
        """Everything that another item may mean as well."""
        one = self.of(party, item) if party is not None else None
        found: set[Hashable] = {item.id or "", _gtin(item), one.pk if one else ""}
        if party is not None:
            found.add((party.pk, item.role, _identity(item)))
        return found - {""}


def _gtin(item: GoodsItem) -> str:
    try:
        return check_gtin(item.gtin or "")
    except ChuanError:
        return ""


def _identity(item: GoodsItem) -> str:
    if not item.name:
        return ""
    amount = f"{item.nominal_value.normalize():f}{item.nominal_unit}" if item.nominal_value and item.quantity_kind else ""
    return identity_key(item.name, item.brand or "", item.model or "", amount)
