# SPDX-License-Identifier: Apache-2.0
"""Items of batches of normative documents, through the actions of their room."""

from collections.abc import Hashable
from datetime import datetime
from typing import Any
from uuid import UUID

from chuan.accounts.models import User
from chuan.api.actions import finding
from chuan.api.actions.sets import Owners, Told, alone, told
from chuan.api.choices import Outcome
from chuan.api.errors import DocumentOwnerFixed, Unidentified
from chuan.api.models import ApiKey
from chuan.api.schemas import DocumentItem
from chuan.audit.rows import Row
from chuan.lib.errors import NotFound
from chuan.lib.text import key as spelled
from chuan.lib.text import tidy
from chuan.parties.models import Party
from chuan.products.actions import documents
from chuan.products.models import NormativeDocument

_KEPT = ("kind", "number", "title", "managing_body", "law_text", "issued_on", "in_force_from", "ended_on", "source")


class DocumentWriter:
    """Standards and technical regulations."""

    what, act, item = "documents", "products.edit", DocumentItem

    def lock(self, items: list[DocumentItem]) -> None:
        """Lock the owners, then the documents, by number: those that items are about and those they replace."""
        finding.lock_parties(items)
        ids = {item.id for item in items if item.id}
        keys = {spelled(number) for item in items for number in (item.number or "", *(item.replaces or ()))}
        named = NormativeDocument.objects.filter(pk__in=ids) | NormativeDocument.objects.filter(number_key__in=keys)
        list(named.order_by("number_key", "pk").select_for_update(of=("self",)).values_list("pk"))

    def in_sets(self, items: dict[int, DocumentItem], *, key: ApiKey, at: datetime) -> Told:  # noqa: ARG002
        """New documents that replace nothing, and those of which nothing differs; what replaces others goes one by one."""
        owners = Owners(key.user, ((item.owner_id, item.owner_tax_code) for item in items.values()))
        owned = {n: owners.of(item.owner_id, item.owner_tax_code) for n, item in items.items()}
        numbers = {spelled(item.number or "") for item in items.values()}
        seen = NormativeDocument.objects.visible_to(key.user).filter(number_key__in=numbers).select_related("owner")
        on_file = {(one.number_key, one.owner_id): one for one in seen.defer("search", "owner__search")}
        found: Told = {}
        new: list[tuple[int, documents.Particulars]] = []
        for n in alone({n: _meant(item, owned[n], on_file) for n, item in items.items()}):
            item, owner = items[n], owned[n]
            named = item.owner_id is not None or bool(item.owner_tax_code)
            if item.id is not None or item.replaces is not None or named != (owner is not None):
                continue
            one = on_file.get((spelled(item.number or ""), owner.pk if owner else None))
            if one is not None and not _differs(one, _given(item)):
                found[n] = (one, Outcome.SAME)
            elif one is None and item.kind and item.number and item.title:
                new.append((n, documents.Particulars(**_given(item), owner=owner)))
        made = documents.register_many(actor=key.user, rows=[row for _, row in new])
        return found | told([n for n, _ in new], made, Outcome.ADDED)

    def write(self, item: DocumentItem, *, key: ApiKey, at: datetime) -> tuple[Row, Outcome]:  # noqa: ARG002
        """Enter or correct a document, with what it replaces."""
        user = key.user
        owner, standing = self._on_file(user, item)
        wanted = _given(item)
        replaces = None if item.replaces is None else [finding.document(user, one, owner, where="replaces") for one in item.replaces]
        if standing is None:
            if not (item.kind and item.number and item.title):
                raise Unidentified(names="kind, number, title")
            particulars = documents.Particulars(**wanted, owner=owner)
            return documents.register_document(actor=user, particulars=particulars, replaces=replaces or ()), Outcome.ADDED
        return self._change(user, standing, wanted, replaces)

    def _change(
        self, user: User, standing: NormativeDocument, wanted: dict[str, Any], replaces: list[NormativeDocument] | None
    ) -> tuple[Row, Outcome]:
        on_file = {name: getattr(standing, name) for name in _KEPT}
        if spelled(wanted.get("number", standing.number)) == standing.number_key:
            wanted = wanted | {"number": standing.number}
        replaced = list(standing.replaces.all())
        same = replaces is None or {one.pk for one in replaces} == {one.pk for one in replaced}
        if same and not _differs(standing, wanted):
            return standing, Outcome.SAME
        particulars = documents.Particulars(**on_file | wanted, owner=standing.owner)
        after = documents.edit_document(
            actor=user, document=standing, particulars=particulars, replaces=replaced if replaces is None else replaces
        )
        return after, Outcome.CHANGED

    def _on_file(self, user: User, item: DocumentItem) -> tuple[Party | None, NormativeDocument | None]:
        named = item.owner_id is not None or bool(item.owner_tax_code)
        owner = finding.owner_of(user, item.owner_id, item.owner_tax_code) if named else None
        seen = NormativeDocument.objects.visible_to(user).defer("search").select_related("owner")
        if item.id is not None:
            found = seen.filter(pk=item.id).first()
            if found is None:
                raise NotFound(where="id")
            if named and found.owner != owner:
                raise DocumentOwnerFixed(number=found.number, where="owner_id" if item.owner_id else "owner_tax_code")
            return found.owner, found
        if not item.number:
            raise Unidentified(names="id · number")
        return owner, seen.filter(number_key=spelled(item.number), owner=owner).first()


def _given(item: DocumentItem) -> dict[str, Any]:
    given = item.model_dump(include=set(_KEPT), exclude_none=True)
    return {name: tidy(value) if isinstance(value, str) else value for name, value in given.items()}


def _differs(standing: NormativeDocument, wanted: dict[str, Any]) -> bool:
    """A number spelled otherwise is the same number: the spelling on file stays."""
    return any(
        spelled(value) != standing.number_key if name == "number" else value != getattr(standing, name)
        for name, value in wanted.items()
    )


def _meant(
    item: DocumentItem, owner: Party | None, on_file: dict[tuple[str, UUID | None], NormativeDocument]
) -> set[Hashable]:
    """What another item may mean as well, and what it replaces: that must stand first."""
    found: set[Hashable] = {item.id} if item.id else set()
    for number in (item.number, *(item.replaces or ())):
        identity = (spelled(number or ""), owner.pk if owner else None)
        found |= {on_file[identity].pk if identity in on_file else identity} if number else set()
    return found
