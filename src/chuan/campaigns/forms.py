# SPDX-License-Identifier: Apache-2.0
"""Forms of campaigns."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuan.campaigns.choices import FindingKind, Gap, LawReviewed
from chuan.campaigns.models import Campaign, Establishment
from chuan.campaigns.queries import NONE
from chuan.parties.choices import PartyKind, PremisesKind, Sector
from chuan.parties.models import Premises
from chuan.places.fields import latitude_field, longitude_field
from chuan.places.models import AdministrativeUnit
from chuan.registry.queries import kinds_by_name

_ALL = ("", _("All"))
#: what stays a stall has its market; nothing else becomes one without
_KINDS = [choice for choice in PremisesKind.choices if choice[0] != PremisesKind.STALL]


def _day(label: Any, *, required: bool = True) -> forms.DateField:
    return forms.DateField(label=label, required=required, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


def _several(label: Any, choices: Any = ()) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, required=False, choices=choices, widget=forms.CheckboxSelectMultiple)


class CampaignForm(forms.Form):
    """What a campaign reaches."""

    title = forms.CharField(label=_("Title"), max_length=200)
    laws = forms.MultipleChoiceField(
        label=_("Laws"), choices=LawReviewed.choices, widget=forms.CheckboxSelectMultiple,
        help_text=_("The basis of the review, named in the report; they do not narrow the list."),
    )
    first_day = _day(_("From"))
    last_day = _day(_("Until"))
    sectors = _several(_("Sectors"), Sector.choices)
    premises_kinds = _several(_("Kinds of premises"), PremisesKind.choices)
    instrument_kinds = _several(_("Kinds of instruments"))
    places = _several(pgettext_lazy("campaign", "Communes"))

    def __init__(self, *args: Any, communes: "QuerySet[AdministrativeUnit]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["places"].choices = list(communes.values_list("code", "full_name"))  # type: ignore[attr-defined]
        self.fields["instrument_kinds"].choices = kinds_by_name()  # type: ignore[attr-defined]


class EstablishmentFilter(forms.Form):
    """Which establishments; whatever cannot be understood is left out."""

    q = forms.CharField(label=_("Search"), required=False, max_length=200,
                        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Name, address or owner")}))
    finding = forms.ChoiceField(label=_("Finding"), required=False,
                                choices=[_ALL, (NONE, _("Not reviewed")), *FindingKind.choices])
    sector = forms.ChoiceField(label=_("Sector"), required=False, choices=[_ALL, *Sector.choices, (NONE, _("Sector not known"))])
    commune = forms.CharField(label=_("Commune"), required=False, max_length=10, widget=forms.Select())
    gap = forms.ChoiceField(label=_("Gap"), required=False, choices=[_ALL, *Gap.choices])

    def __init__(self, query: Any, *, communes: list[tuple[str, str]]) -> None:
        super().__init__(query)
        choices = [_ALL, *((code, name or _("Commune not decided")) for code, name in communes)]
        self.fields["commune"].widget = forms.Select(choices=choices)
        self.is_valid()

    def value(self, name: str) -> str:
        """A value, empty when it could not be understood."""
        return str(self.cleaned_data.get(name) or "").replace("\0", "")


class FindingForm(forms.Form):
    """What was found, with what belongs to it."""

    finding = forms.ChoiceField(choices=[c for c in FindingKind.choices if c[0] != FindingKind.NEW])
    closed_on = _day(_("Closed on"), required=False)
    note = forms.CharField(label=_("Note"), required=False, max_length=300)


class CorrectionForm(forms.Form):
    """What is right."""

    name = forms.CharField(label=_("Name"), max_length=200)
    address = forms.CharField(label=_("Address"), max_length=300, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=PremisesKind.choices)
    phone = forms.CharField(label=_("Phone"), max_length=30, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"}))

    def __init__(self, data: Any = None, *, standing: dict[str, str], auto_id: str = "id_%s") -> None:
        super().__init__(data, initial=standing, auto_id=auto_id)
        if standing.get("kind") != PremisesKind.STALL:
            self.fields["kind"].choices = _KINDS  # type: ignore[attr-defined]
        if "phone" not in standing:
            del self.fields["phone"]


class NewForm(forms.Form):
    """An establishment no list had, and whose it is."""

    name = forms.CharField(label=_("Name of the establishment"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=PremisesKind.choices)
    market = forms.ModelChoiceField(label=_("Market"), queryset=Premises.objects.none(), required=False,
                                    help_text=_("Only for a market stall."))
    commune = forms.ModelChoiceField(label=_("Commune"), queryset=AdministrativeUnit.objects.none(), to_field_name="code")
    address = forms.CharField(label=_("Address"), max_length=300, required=False)
    owner_kind = forms.ChoiceField(label=_("Owner is"), choices=PartyKind.choices, initial=PartyKind.HOUSEHOLD)
    owner_name = forms.CharField(label=_("Owner"), max_length=200)
    tax_code = forms.CharField(label=_("Tax code"), required=False, max_length=14,
                               widget=forms.TextInput(attrs={"inputmode": "numeric"}), help_text=_("Empty if there is none."))
    phone = forms.CharField(label=_("Phone"), required=False, max_length=30, widget=forms.TextInput(attrs={"inputmode": "tel"}))
    note = forms.CharField(label=_("Note"), required=False, max_length=300)
    owner = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, communes: "QuerySet[AdministrativeUnit]", markets: "QuerySet[Premises]", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= {"latitude": latitude_field(), "longitude": longitude_field()}
        field, market = self.fields["commune"], self.fields["market"]
        assert isinstance(field, forms.ModelChoiceField) and isinstance(market, forms.ModelChoiceField)
        field.queryset, market.queryset = communes, markets
        if communes.count() == 1:
            field.initial, field.empty_label = communes.get().code, None

    def clean(self) -> dict[str, Any]:
        """A stall has a market, and nothing else has."""
        data = super().clean() or {}
        if data.get("kind") == PremisesKind.STALL and not data.get("market") and "market" not in self.errors:
            self.add_error("market", _("Choose the market of the stall."))
        return data if data.get("kind") == PremisesKind.STALL else data | {"market": None}

    @property
    def premises(self) -> dict[str, Any]:
        """The premises as typed in."""
        return {name: self.cleaned_data[name] for name in ("name", "kind", "address", "market", "latitude", "longitude")}

    @property
    def new_owner(self) -> dict[str, str]:
        """The owner as typed in."""
        data = self.cleaned_data
        return {"kind": data["owner_kind"], "name": data["owner_name"], "tax_code": data["tax_code"], "phone": data["phone"],
                "address": data["address"]}


def described(campaign: Campaign, communes: dict[str, str]) -> list[tuple[Any, str]]:
    """What a campaign reaches, in words: (label, choices)."""
    kinds = dict(kinds_by_name())
    chosen = (
        (_("Laws"), [str(LawReviewed(law).label) for law in campaign.laws]),
        (_("Sectors"), [str(Sector(sector).label) for sector in campaign.sectors]),
        (_("Kinds of premises"), [str(PremisesKind(kind).label) for kind in campaign.premises_kinds]),
        (_("Kinds of instruments"), [kinds.get(kind, kind) for kind in campaign.instrument_kinds]),
        (pgettext_lazy("campaign", "Communes"), [communes.get(code, code) for code in campaign.places]),
    )
    return [(label, ", ".join(words)) for label, words in chosen]


def finding_data(establishment: Establishment) -> list[tuple[Any, str, str]]:
    """What a finding changed: (field, before, after)."""
    from chuan.campaigns.changes import FIELDS

    return [
        (FIELDS.get(name, name), _shown(name, establishment.before.get(name, "")), _shown(name, value))
        for name, value in establishment.after.items()
    ]


def _shown(name: str, value: str) -> str:
    if name == "kind" and value in PremisesKind.values:
        return str(PremisesKind(value).label)
    return "/".join(reversed(value.split("-"))) if name == "closed_on" else value
