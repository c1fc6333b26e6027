# SPDX-License-Identifier: Apache-2.0
"""What points from here to parties and premises, for a merge of two of them."""

from django.utils.translation import gettext_lazy as _

from chuan.merging import kinds


def register() -> None:
    """Enter all of it."""
    kinds.declare("products.Goods.party", _("Goods"))
    kinds.declare("products.Goods.premises", _("Goods"))
    kinds.declare("products.Declaration.party", _("Declarations of conformity"))
    kinds.declare("products.KeyProduct_producers.party", _("Key products"), fold=True)
    kinds.declare("products.KeyProduct_producers.party", _("Key products"), fold=True)
    kinds.declare("products.NormativeDocument.owner", _("Own standard (TCCS)"))
