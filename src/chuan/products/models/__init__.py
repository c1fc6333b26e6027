# SPDX-License-Identifier: Apache-2.0
"""Goods and normative documents."""

from chuan.products.models.document import NormativeDocument, NormativeDocumentQuerySet
from chuan.products.models.goods import Goods, GoodsQuerySet

__all__ = ["Goods", "GoodsQuerySet", "NormativeDocument", "NormativeDocumentQuerySet"]
