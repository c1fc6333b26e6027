# SPDX-License-Identifier: Apache-2.0
"""Goods, what is declared of them, and the documents they are declared by."""

from chuan.products.models.declaration import (
    SOON_DAYS,
    Declaration,
    DeclarationFile,
    DeclarationQuerySet,
)
from chuan.products.models.document import NormativeDocument, NormativeDocumentQuerySet
from chuan.products.models.goods import Goods, GoodsQuerySet

__all__ = [
    "SOON_DAYS", "Declaration", "DeclarationFile", "DeclarationQuerySet", "Goods", "GoodsQuerySet", "NormativeDocument",
    "NormativeDocumentQuerySet",
]
