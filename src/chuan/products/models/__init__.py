# SPDX-License-Identifier: Apache-2.0
"""Goods, what is declared of them, the documents they are declared by, and the province's key products."""

from chuan.products.models.declaration import (
    SOON_DAYS,
    Declaration,
    DeclarationFile,
    DeclarationQuerySet,
)
from chuan.products.models.document import NormativeDocument, NormativeDocumentQuerySet
from chuan.products.models.goods import Goods, GoodsQuerySet
from chuan.products.models.key import KeyProduct, KeyProductOutput, KeyProductQuerySet

__all__ = [
    "SOON_DAYS", "Declaration", "DeclarationFile", "DeclarationQuerySet", "Goods", "GoodsQuerySet", "KeyProduct",
    "KeyProductOutput", "KeyProductQuerySet", "NormativeDocument", "NormativeDocumentQuerySet",
]
