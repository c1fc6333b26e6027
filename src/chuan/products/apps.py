# SPDX-License-Identifier: Apache-2.0
"""The room in Django."""

from django.apps import AppConfig


class ProductsConfig(AppConfig):
    """Products."""

    name = "chuan.products"
    label = "products"

    def ready(self) -> None:
        """Register what this room shows elsewhere."""
        from django.utils.translation import gettext_lazy as _

        from chuan.law import relies
        from chuan.lists import kinds as list_kinds
        from chuan.parties import happenings
        from chuan.products import lists, merging, panels, regulated, tables
        from chuan.ui import searches, slots, worklists

        slots.register("parties.party", panels.goods_of_party)
        slots.register("parties.party_next", panels.next_of_party)
        happenings.register(panels.happened)
        searches.register(panels.search)
        worklists.register(panels.work)
        for kind in (tables.DECLARATIONS, tables.GOODS, tables.DOCUMENTS, tables.KEY_PRODUCTS):
            list_kinds.register(kind)
        slots.register("products.goods", panels.declarations_of_goods)
        slots.register("products.document", panels.declarations_by_document)
        relies.register("conformity", _("Declarations on file"), panels.declarations_on_file)
        relies.register(regulated.PATH, _("Goods on file"), panels.goods_regulated)
        merging.register()
        lists.register_all()
