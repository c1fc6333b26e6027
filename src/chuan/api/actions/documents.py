# SPDX-License-Identifier: Apache-2.0
"""Items of batches of normative documents, through the actions of their room."""

from datetime import datetime
from typing import Any

from chuan.accounts.models import User
from chuan.api.actions import finding
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

    def write(self, item: DocumentItem, *, key: ApiKey, at: datetime) -> tuple[Row, Outcome]:  # noqa: ARG002
        """Enter or correct a document, with what it replaces."""
        user = key.user
        owner, standing = self._on_file(user, item)
        wanted: dict[str, Any] = {
            name: tidy(value) if isinstance(value, str) else value
            for name, value in item.model_dump(include=set(_KEPT), exclude_none=True).items()
        }
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
        if same and on_file | wanted == on_file:
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
