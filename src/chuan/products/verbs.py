# SPDX-License-Identifier: Apache-2.0
"""The room's acts in words."""

from django.utils.translation import gettext_lazy as _

from chuan.audit.sentences import Sentence, register
from chuan.products.choices import DeclarationState, GoodsRole, GoodsStatus

register(
    {
        "products.document.registered": Sentence(_("Entered the normative document"), "book"),
        "products.document.edited": Sentence(_("Corrected the normative document"), "pencil"),
        "products.goods.registered": Sentence(_("Entered the goods"), "package"),
        "products.goods.edited": Sentence(_("Corrected the goods"), "pencil"),
        "products.goods.status_set": Sentence(_("Changed the status of the goods"), "status-change"),
        "products.declaration.received": Sentence(_("Took in the declaration"), "inbox"),
        "products.declaration.supplement_asked": Sentence(_("Asked for a supplement"), "file-plus"),
        "products.declaration.supplemented": Sentence(_("The supplement came in"), "file-check"),
        "products.declaration.noticed": Sentence(_("Issued the notice of receipt"), "certificate"),
        "products.declaration.closed": Sentence(_("Closed the dossier"), "file-x"),
        "products.declaration.file_attached": Sentence(_("Attached a file"), "paperclip"),
        "products.key_product.registered": Sentence(_("Entered the key product"), "star"),
        "products.key_product.edited": Sentence(_("Corrected the key product"), "pencil"),
        "products.key_product.producer_added": Sentence(_("Added a producer"), "plus"),
        "products.key_product.producer_removed": Sentence(_("Took a producer off"), "minus"),
        "products.key_product.output_entered": Sentence(_("Entered the output of a year"), "chart-bar"),
    },
    fields={
        "role": _("Role"), "since": _("Since"), "brand": _("Brand"), "gtin": _("Barcode number (GTIN)"), "hs": _("HS code"),
        "standard": _("Declared standard"), "regulated_codes": _("Regulated as"), "quantity_kind": _("Prepackage"),
        "nominal_value": _("Nominal quantity"), "nominal_unit": _("Unit"), "premises": _("Premises"),
        "year": _("Year"), "quantity": _("Amount of output"), "was": _("Before"), "source": _("Source"), "unit": _("Unit"),
        "missing": _("What is missing"), "document": _("Declared by"), "goods": _("Goods"), "day": _("Day"),
        "valid_until": _("Valid until"), "number": _("Number"), "file": _("File"),
    },
    values={"role": GoodsRole, "before": GoodsStatus, "after": GoodsStatus},
    kinds={"products.keyproduct": _("Key product"), "products.declaration": _("Declaration of conformity"), "products.normativedocument": _("Normative document"), "products.goods": _("Goods")},
)
register({}, values={"after": DeclarationState})
