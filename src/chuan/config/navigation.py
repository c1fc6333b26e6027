# SPDX-License-Identifier: Apache-2.0
"""The sidebar: each entry names the act that its page needs, so a role sees what it may open."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Entry:
    """A line of the sidebar."""

    label: "StrOrPromise"
    icon: str
    url_name: str
    act: str


#: (heading, entries)
SIDEBAR: "tuple[tuple[StrOrPromise, tuple[Entry, ...]], ...]" = (
    ("", (Entry(_("Worklist"), "home", "home", "ui.home"),)),
    (
        _("Technical centre"),
        (
            Entry(_("Due list"), "calendar-due", "registry:due", "registry.due"),
            Entry(_("Orders"), "clipboard-list", "verification:orders", "verification.read"),
            Entry(_("Jobs"), "ruler-measure", "verification:jobs", "verification.read"),
            Entry(_("Certificates"), "certificate", "verification:certificates", "verification.read_certificate"),
            Entry(_("Standards"), "weight", "verification:standards", "verification.read"),
            Entry(_("Marks"), "rosette-discount-check", "verification:marks", "verification.read"),
        ),
    ),
    (
        _("Registry"),
        (
            Entry(_("Instruments"), "gauge", "registry:instruments", "registry.read"),
            Entry(_("Map"), "map", "registry:map", "registry.read"),
            Entry(_("Parties"), "building-store", "parties:parties", "parties.read"),
            Entry(_("Premises"), "map-pin", "parties:all_premises", "parties.read"),
            Entry(_("Markets"), "basket", "registry:markets", "registry.read"),
            Entry(_("Duplicates"), "arrows-join", "merging:pairs", "merging.read"),
            Entry(_("Imports"), "table-import", "imports:imports", "imports.read"),
            Entry(_("Administrative units"), "map-2", "places:units", "places.read"),
        ),
    ),
    (
        _("Products and goods"),
        (
            Entry(_("Goods"), "package", "products:goods_list", "products.read"),
            Entry(_("Declarations"), "certificate", "products:declarations", "products.read"),
            Entry(_("Regulated products"), "list-details", "products:regulated", "products.read"),
            Entry(_("Key products"), "star", "products:key_products", "products.read"),
            Entry(_("Normative documents"), "book", "products:documents", "products.read"),
        ),
    ),
    (
        _("Management"),
        (
            Entry(_("Plans"), "target-arrow", "planning:plans", "planning.read"),
            Entry(_("Review campaigns"), "clipboard-check", "campaigns:campaigns", "campaigns.read"),
        ),
    ),
    (
        _("System"),
        (
            Entry(_("Law"), "scale", "law:index", "law.read"),
            Entry(_("Calculators"), "calculator", "judge:index", "judge.use"),
            Entry(_("Supplied values"), "file-plus", "lawdesk:supplements", "lawdesk.read"),
            Entry(_("What if"), "git-compare", "lawdesk:what_if", "lawdesk.try_draft"),
            Entry(_("Record of acts"), "history", "audit:entries", "audit.read"),
            Entry(_("People"), "users", "accounts:users", "accounts.read"),
            Entry(_("API keys"), "key", "api:keys", "api.read_keys"),
        ),
    ),
)
