# SPDX-License-Identifier: Apache-2.0
"""What merging parties and premises means: by what duplicates are found, what keeps two apart, what moves."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import F, Func, Model, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuan.accounts.models import User
from chuan.audit.rows import Fold, Words
from chuan.merging import kinds
from chuan.merging.kinds import CandidateKey, MergeKind
from chuan.parties import queries, rules
from chuan.parties.choices import PremisesKind
from chuan.parties.errors import TwoTaxCodes
from chuan.parties.models import FormerName, Party, Premises


class CoreName(Func):
    """SQL twin of `rules.core_name`."""

    output_field = TextField()
    template = (
        "(SELECT coalesce(nullif(string_agg(DISTINCT w, ' ' ORDER BY w) FILTER (WHERE w <> ALL (%(common)s)), ''),"
        " string_agg(DISTINCT w, ' ' ORDER BY w)) FROM unnest(string_to_array(trim(%(expressions)s), ' ')) w)"
    )

    def __init__(self, expression: Any) -> None:
        super().__init__(expression, common=f"'{{{','.join(sorted(rules.COMMON_WORDS))}}}'")


def _words(name: str) -> Words:
    return Words(Fold(F(name)))


def _core(name: str) -> CoreName:
    return CoreName(_words(name))


def _pair(*parts: Any) -> Concat:
    glued: list[Any] = []
    for part in parts:
        glued += [part, Value("|")]
    return Concat(*glued, output_field=TextField())


def _by_name_and_place() -> QuerySet[Any, Any]:
    at = Premises.objects.filter(closed_on=None).exclude(current_unit=None)
    return at.annotate(k=_pair(_core("party__name"), F("current_unit__code"))).values_list("party_id", "k")


def _by_name_and_address() -> QuerySet[Any, Any]:
    return Party.objects.exclude(address="").annotate(k=_pair(_core("name"), _words("address"))).values_list("pk", "k")


def _by_name_and_phone() -> QuerySet[Any, Any]:
    return Party.objects.exclude(phone="").annotate(k=_pair(_core("name"), _digits("phone"))).values_list("pk", "k")


def _digits(name: str) -> Func:
    return Func(F(name), function="regexp_replace", template="regexp_replace(%(expressions)s, '[^0-9]', '', 'g')",
                output_field=TextField())


def _same_party_and_name() -> QuerySet[Any, Any]:
    return Premises.objects.annotate(k=_pair(F("party_id"), _core("name"))).values_list("pk", "k")


def _same_commune_and_name() -> QuerySet[Any, Any]:
    found = Premises.objects.exclude(current_unit=None)
    return found.annotate(k=_pair(F("current_unit_id"), _core("name"))).values_list("pk", "k")


def _same_commune_and_address() -> QuerySet[Any, Any]:
    # stalls share the address of their market
    found = Premises.objects.exclude(Q(current_unit=None) | Q(address="") | Q(kind=PremisesKind.STALL))
    return found.annotate(k=_pair(F("current_unit_id"), F("kind"), _words("address"))).values_list("pk", "k")


def two_tax_codes(first: Party, second: Party) -> Iterator[TwoTaxCodes]:
    """Two tax codes are two taxpayers: one of them is wrong, or these are two parties."""
    if first.tax_code and second.tax_code and first.tax_code != second.tax_code:
        yield TwoTaxCodes(first=first.shown_tax_code, second=second.shown_tax_code)


def _keep_the_name(kept: Party, away: Party, taken: Iterable[str], on: date) -> Iterator[Model]:
    """The name that is not chosen stays findable as a former name of the party."""
    if away.name != kept.name:
        yield FormerName(party=kept, name=kept.name if "name" in taken else away.name, until=on)


def _parties_found(user: User, text: str) -> QuerySet[Party]:
    return queries.parties_matching(user, text=text)


def _premises_found(user: User, text: str) -> QuerySet[Premises]:
    return queries.premises_matching(user, text=text)


def _party_note(party: Party) -> str:
    return " · ".join(filter(None, (str(party.get_kind_display()), party.shown_tax_code, party.address)))


def _premises_note(premises: Premises) -> str:
    return " · ".join(filter(None, (str(premises.get_kind_display()), premises.party.name, premises.address)))


def register() -> None:
    """Enter both kinds and the relations of this room."""
    kinds.register(MergeKind(
        model=Party, name=_("Party"), icon="building-store", url="parties:party", search=_parties_found,
        keys=(
            CandidateKey(code="name-place", label=_("name and commune"), rows=_by_name_and_place),
            CandidateKey(code="name-address", label=_("name and address"), rows=_by_name_and_address),
            CandidateKey(code="name-phone", label=_("name and phone"), rows=_by_name_and_phone),
        ),
        apart=("tax_code",), together={"status": ("status_since",)}, obstacles=two_tax_codes, keepsakes=_keep_the_name,
        shown={
            "tax_code": lambda one: one.shown_tax_code, "phone": lambda one: one.shown_phone,
            "email": lambda one: one.shown_email,
        },
        note=_party_note,
    ))
    kinds.register(MergeKind(
        model=Premises, name=_("Premises"), icon="map-pin", url="parties:premises", search=_premises_found,
        keys=(
            CandidateKey(code="party-name", label=_("owner and name"), rows=_same_party_and_name),
            CandidateKey(code="place-name", label=_("name and commune"), rows=_same_commune_and_name),
            CandidateKey(code="place-address", label=_("kind, commune and address"), rows=_same_commune_and_address),
        ),
        together={"kind": ("market",), "stated_unit": ("current_unit",), "longitude": ("latitude",)}, note=_premises_note,
    ))
    kinds.declare("parties.Premises.party", _("Premises"))
    kinds.declare("parties.Premises.market", _("Market stalls"))
    kinds.declare("parties.FormerName.party", _("Former names"))
    kinds.declare("parties.Contact.party", _("Contacts"))
    kinds.declare("parties.Contact.premises", pgettext_lazy("merge", "Contacts at the premises"))
    kinds.declare("parties.Activity.party", _("Activities"), fold=True)
    kinds.declare("parties.Activity.premises", pgettext_lazy("merge", "Activities at the premises"), fold=True)
