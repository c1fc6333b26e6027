# SPDX-License-Identifier: Apache-2.0
"""Operations on goods, declarations and normative documents."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Path, Query

from chuan.accounts.models import User
from chuan.api import queries, schemas
from chuan.api.actions.declarations import DeclarationWriter
from chuan.api.actions.documents import DocumentWriter
from chuan.api.actions.goods import GoodsWriter
from chuan.api.keys import OrganisationKey
from chuan.api.operations.reading import Call, one_row, page_of_rows
from chuan.api.operations.writing import Call as WritingCall
from chuan.api.operations.writing import described, write
from chuan.api.program import api
from chuan.lib import clock

_READ, _EDIT, _RECEIVE = (OrganisationKey(f"products.{act}") for act in ("read", "edit", "receive"))


@api.get("/goods", auth=_READ, response=schemas.GoodsPage, tags=["Goods"], summary="Goods")
def list_goods(request: Call, asked: Query[schemas.GoodsFilter]) -> Any:
    """Goods the key may see, in the order of entry."""
    return page_of_rows(request, "goods", asked, queries.goods, queries.goods_out)


@api.get("/goods/{uuid:pk}", auth=_READ, response=schemas.GoodsOut, tags=["Goods"], summary="One kind of goods")
def read_goods(request: Call, pk: Path[UUID]) -> HttpResponse:
    """Goods, with an ETag."""
    return one_row(request, queries.goods, queries.goods_out, pk)


@api.post("/goods/batch", auth=_EDIT, response=schemas.BatchResult, tags=["Goods"], summary="Enter or change goods",
          openapi_extra=described("GoodsBatch"))
def write_goods(request: WritingCall) -> HttpResponse:
    """Enter the goods that are new and change the others; the owner must be on file."""
    return write(request, GoodsWriter())


@api.get("/declarations", auth=_READ, response=schemas.DeclarationPage, tags=["Declarations"], summary="Declarations of conformity")
def list_declarations(request: Call, asked: Query[schemas.DeclarationFilter]) -> Any:
    """Declarations the key may see, in the order of entry."""
    return page_of_rows(request, "declarations", asked, _on_a_day(queries.declarations), _declaration)


@api.get("/declarations/{uuid:pk}", auth=_READ, response=schemas.DeclarationOut, tags=["Declarations"], summary="One declaration")
def read_declaration(request: Call, pk: Path[UUID]) -> HttpResponse:
    """A declaration as it stands today, with an ETag."""
    return one_row(request, queries.declarations, _declaration, pk)


@api.post("/declarations/batch", auth=_RECEIVE, response=schemas.BatchResult, tags=["Declarations"],
          summary="Enter declarations, add notices, close dossiers", openapi_extra=described("DeclarationBatch"))
def write_declarations(request: WritingCall) -> HttpResponse:
    """Enter the declarations that are new; of the others add the notice of receipt or close the dossier."""
    return write(request, DeclarationWriter())


@api.get("/documents", auth=_READ, response=schemas.DocumentPage, tags=["Normative documents"], summary="Normative documents")
def list_documents(request: Call, asked: Query[schemas.DocumentFilter]) -> Any:
    """Standards and technical regulations the key may see, in the order of entry."""
    return page_of_rows(request, "documents", asked, _on_a_day(queries.documents), _document)


@api.get("/documents/{uuid:pk}", auth=_READ, response=schemas.DocumentOut, tags=["Normative documents"], summary="One document")
def read_document(request: Call, pk: Path[UUID]) -> HttpResponse:
    """A standard or technical regulation as it stands today, with an ETag."""
    return one_row(request, queries.documents, _document, pk)


@api.post("/documents/batch", auth=_EDIT, response=schemas.BatchResult, tags=["Normative documents"],
          summary="Enter or change normative documents", openapi_extra=described("DocumentBatch"))
def write_documents(request: WritingCall) -> HttpResponse:
    """Enter the documents that are new and change the others; the owner of an own standard must be on file, and so must what
    a document replaces, or stand before it in the batch."""
    return write(request, DocumentWriter())


def _on_a_day(rows: Any) -> Any:
    def found(user: User, asked: dict[str, Any]) -> Any:
        return rows(user, {"on": clock.today().isoformat()} | asked)

    return found


def _declaration(row: Any) -> dict[str, Any]:
    return queries.declaration_out(row, on=clock.today())


def _document(row: Any) -> dict[str, Any]:
    return queries.document_out(row, on=clock.today())
