# SPDX-License-Identifier: Apache-2.0
"""Items of batches of declarations of conformity, through the actions of their room."""

from datetime import date, datetime
from uuid import UUID

from chuan.accounts.models import User
from chuan.accounts.permissions import require
from chuan.api.actions import finding
from chuan.api.actions.sets import Told
from chuan.api.choices import Outcome
from chuan.api.errors import DeclarationFixed, Unidentified
from chuan.api.models import ApiKey
from chuan.api.schemas import DeclarationItem
from chuan.audit.rows import Row
from chuan.lib.clock import day_of
from chuan.lib.errors import NotFound
from chuan.lib.text import key as spelled
from chuan.lib.text import tidy
from chuan.parties.models import Party
from chuan.products.actions import declarations
from chuan.products.models import Declaration, Goods

_DECLARED = ("kind", "declared_on", "received_on", "assessment", "assessor", "dossier", "certificate", "certificate_until")


class DeclarationWriter:
    """Declarations of conformity."""

    what, act, item = "declarations", "products.receive", DeclarationItem

    def lock(self, items: list[DeclarationItem]) -> None:
        """Lock the parties, then the declarations that are named by id."""
        finding.lock_parties(items)
        ids = {item.id for item in items if item.id}
        list(Declaration.objects.filter(pk__in=ids).order_by("pk").select_for_update(of=("self",)).values_list("pk"))

    def in_sets(self, items: dict[int, DeclarationItem], *, key: ApiKey, at: datetime) -> Told:  # noqa: ARG002
        """None: each hangs together with others."""
        return {}

    def write(self, item: DeclarationItem, *, key: ApiKey, at: datetime) -> tuple[Row, Outcome]:
        """Enter a declaration; of one on file add the notice or close the dossier."""
        user, on = key.user, day_of(at)
        party, standing = self._on_file(user, item)
        if standing is None:
            standing, outcome = self._received(user, at, party, item), Outcome.ADDED
        else:
            require(user, self.act, standing)
            self._as_on_file(user, standing, item)
            outcome = Outcome.SAME
        later = self._noticed(user, on, standing, item) | self._closed(user, on, standing, item)
        return standing, Outcome.CHANGED if later and outcome == Outcome.SAME else outcome

    def _on_file(self, user: User, item: DeclarationItem) -> tuple[Party, Declaration | None]:
        if item.id is not None:
            found = Declaration.objects.visible_to(user).select_related("party", "document").filter(pk=item.id).first()
            if found is None:
                raise NotFound(where="id")
            return found.party, found
        party = finding.owner_of(user, item.owner_id, item.owner_tax_code)
        if not item.number:
            raise Unidentified(names="owner_tax_code, number")
        own = Declaration.objects.filter(party=party, number_key=spelled(item.number))
        return party, own.select_related("party", "document").first()

    def _received(self, user: User, at: datetime, party: Party, item: DeclarationItem) -> Declaration:
        if not (item.number and item.kind and item.document and item.declared_on and item.assessment):
            raise Unidentified(names="kind, document, number, declared_on, assessment")
        given = item.model_dump(include=set(_DECLARED), exclude_none=True)
        particulars = declarations.Particulars(**{"received_on": item.declared_on} | given | {
            "number": item.number, "document": finding.document(user, item.document, party, where="document"),
        })
        return declarations.receive_declaration(
            actor=user, at=at, party=party, particulars=particulars, goods=self._goods(user, item.goods_ids or [])
        )

    def _goods(self, user: User, ids: list[UUID]) -> list[Goods]:
        found = {one.pk: one for one in Goods.objects.visible_to(user).filter(pk__in=ids)}
        if len(found) != len(set(ids)):
            raise NotFound(where="goods_ids")
        return list(found.values())

    def _as_on_file(self, user: User, standing: Declaration, item: DeclarationItem) -> None:
        """Refuse what a declaration on file does not say."""
        given = item.model_dump(include=set(_DECLARED), exclude_none=True)
        other = [name for name, value in given.items()
                 if getattr(standing, name) != (tidy(value) if isinstance(value, str) else value)]
        if item.number and spelled(item.number) != standing.number_key:
            other.append("number")
        if item.document and finding.document(user, item.document, standing.party, where="document").pk != standing.document_id:
            other.append("document")
        if item.goods_ids is not None and set(item.goods_ids) != set(standing.goods.values_list("pk", flat=True)):
            other.append("goods_ids")
        if other:
            raise DeclarationFixed(number=standing.number, fields=", ".join(other), where=other[0])

    def _noticed(self, user: User, on: date, standing: Declaration, item: DeclarationItem) -> bool:
        if item.notice_number is None:
            return False
        if tidy(item.notice_number) == standing.notice_number:
            other = [name for name in ("noticed_on", "valid_until")
                     if getattr(item, name) is not None and getattr(item, name) != getattr(standing, name)]
            if other:
                raise DeclarationFixed(number=standing.number, fields=", ".join(other), where=other[0])
            return False
        if item.noticed_on is None:
            raise Unidentified(names="noticed_on")
        made = declarations.issue_notice(
            actor=user, on=on, declaration=standing, notice_number=item.notice_number, noticed_on=item.noticed_on,
            valid_until=item.valid_until,
        )
        standing.state, standing.notice_number = made.state, made.notice_number
        return True

    def _closed(self, user: User, on: date, standing: Declaration, item: DeclarationItem) -> bool:
        if item.state is None or item.state == standing.state:
            return False
        if item.closed_on is None:
            raise Unidentified(names="closed_on")
        declarations.close_declaration(
            actor=user, on=on, declaration=standing, state=item.state, closed_on=item.closed_on, reason=item.reason or ""
        )
        return True
