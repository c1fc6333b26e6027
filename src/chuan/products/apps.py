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
        from chuan.products import panels, regulated
        from chuan.ui import searches, slots

        slots.register("parties.party", panels.goods_of_party)
        searches.register(panels.search)
        relies.register(regulated.PATH, _("Goods on file"), panels.goods_regulated)
