# SPDX-License-Identifier: Apache-2.0
"""The room's acts in words."""

from django.utils.translation import gettext_lazy as _

from chuan.audit.sentences import Sentence, register
from chuan.products.choices import GoodsRole, GoodsStatus

register(
    {
        "products.document.registered": Sentence(_("Entered the normative document"), "book"),
        "products.document.edited": Sentence(_("Corrected the normative document"), "pencil"),
        "products.goods.registered": Sentence(_("Entered the goods"), "package"),
        "products.goods.edited": Sentence(_("Corrected the goods"), "pencil"),
        "products.goods.status_set": Sentence(_("Changed the status of the goods"), "status-change"),
    },
    fields={
        "role": _("Role"), "since": _("Since"), "brand": _("Brand"), "gtin": _("Barcode number (GTIN)"), "hs": _("HS code"),
        "standard": _("Declared standard"), "regulated_codes": _("Regulated as"), "quantity_kind": _("Prepackage"),
        "nominal_value": _("Nominal quantity"), "nominal_unit": _("Unit"), "premises": _("Premises"),
    },
    values={"role": GoodsRole, "before": GoodsStatus, "after": GoodsStatus},
    kinds={"products.normativedocument": _("Normative document"), "products.goods": _("Goods")},
)
