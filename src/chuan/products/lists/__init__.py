# SPDX-License-Identifier: Apache-2.0
"""Lists of this room that can be brought in."""


def register_all() -> None:
    """Enter the kinds of list."""
    from chuan.imports import kinds
    from chuan.products.lists.declarations import DeclarationList
    from chuan.products.lists.documents import DocumentList
    from chuan.products.lists.english import ENGLISH
    from chuan.products.lists.goods import GoodsList
    from chuan.products.lists.key import KeyProductList

    for kind in (GoodsList(), DeclarationList(), KeyProductList(), DocumentList()):
        kinds.register(kind, ENGLISH[kind.code])
