# SPDX-License-Identifier: Apache-2.0
"""Forms of parties and premises."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuan.parties.choices import (
    ActivityRole,
    Openness,
    PartyKind,
    PartyStatus,
    PremisesKind,
    Sector,
)
from chuan.parties.models import Activity, Contact, FormerName, Party, Premises
from chuan.places.fields import latitude_field, longitude_field
from chuan.places.models import AdministrativeUnit

_ALL = ("", _("All"))


def _search(hint: Any) -> forms.CharField:
    return forms.CharField(label=_("Search"), required=False, max_length=200,
                           widget=forms.TextInput(attrs={"type": "search", "placeholder": hint}))


class _Filter(forms.Form):
    """Which rows; whatever cannot be understood is left out."""

    def __init__(self, query: Any, *, communes: "QuerySet[AdministrativeUnit]") -> None:
        super().__init__(query)
        choices = [_ALL, *communes.values_list("code", "full_name")]
        self.fields["commune"] = forms.CharField(label=_("Commune"), required=False, max_length=10,
                                                 widget=forms.Select(choices=choices))
        self.is_valid()


class PartyFilter(_Filter):
    """Which parties."""

    q = _search(_("Name, tax code or premises"))
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[_ALL, *PartyKind.choices])
    role = forms.ChoiceField(label=pgettext_lazy("activity", "Role"), required=False, choices=[_ALL, *ActivityRole.choices])
    sector = forms.ChoiceField(label=_("Sector"), required=False, choices=[_ALL, *Sector.choices])
    status = forms.ChoiceField(label=_("Status"), required=False, choices=[_ALL, *PartyStatus.choices])


class PremisesFilter(_Filter):
    """Which premises."""

    q = _search(_("Name, address or owner"))
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[_ALL, *PremisesKind.choices])
    openness = forms.ChoiceField(label=_("Status"), required=False, choices=[_ALL, *Openness.choices])


class _ActionsDecide(forms.ModelForm):  # type: ignore[type-arg]
    """A form that leaves the constraints of the table to the action, which says in words what is wrong."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.validate_constraints = lambda exclude=None: None  # noqa: ARG005 — Django's signature


class PartyForm(_ActionsDecide):
    """A party."""

    class Meta:
        model = Party
        fields = ["kind", "name", "tax_code", "phone", "email", "address"]
        labels = {"name": _("Party name")}
        help_texts = {
            "tax_code": _("10 digits; 13 for a branch; 12 for a household or person. Empty if there is none."),
            "kind": _("“Organisation” only while nobody knows which kind it is."),
        }


class RenameForm(forms.Form):
    """A new name, from a day on."""

    name = forms.CharField(label=_("New name"), max_length=200)
    on = forms.DateField(label=_("Called so from"))


class FormerNameForm(_ActionsDecide):
    """A name of former days."""

    class Meta:
        model = FormerName
        fields = ["name", "since", "until"]


class StatusForm(forms.Form):
    """In business, suspended or closed, since when and why."""

    status = forms.ChoiceField(label=_("Status"), choices=PartyStatus)
    since = forms.DateField(label=_("Since"), required=False)
    reason = forms.CharField(label=_("Reason"), required=False, max_length=300)


class ActivityForm(_ActionsDecide):
    """What the party does."""

    class Meta:
        model = Activity
        fields = ["role", "sector", "premises", "valid_from", "valid_until"]
        help_texts = {"premises": _("Empty: at no particular place.")}

    def __init__(self, *args: Any, premises: "QuerySet[Premises]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["premises"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = premises


class DayForm(forms.Form):
    """One day."""

    on = forms.DateField(label=_("Last day"))


class ContactForm(_ActionsDecide):
    """A person to be reached; no more than the purpose needs."""

    class Meta:
        model = Contact
        fields = ["name", "role", "phone", "email", "purpose", "basis", "consent_on", "consent_by", "premises"]
        help_texts = {
            "phone": _("A phone number or an e-mail address is enough."),
            "purpose": _("For what the person is contacted: deliveries of the order, meter readings …"),
            "consent_by": _("How the consent was given: signed form, e-mail, call noted by …"),
            "premises": _("Empty: for the whole party."),
        }

    def __init__(self, *args: Any, premises: "QuerySet[Premises]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["premises"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = premises


class ReasonForm(forms.Form):
    """Why: on whose request."""

    reason = forms.CharField(label=_("Request"), max_length=300, help_text=_("Who asked for it, on which day, how: letter, form, at the counter."))
    sure = forms.BooleanField(label=_("I understand that what is erased cannot be brought back."))


class PremisesForm(_ActionsDecide):
    """Premises of a party; communes of today only, former ones come in by lists."""

    class Meta:
        model = Premises
        fields = ["name", "kind", "market", "address", "stated_unit", "latitude", "longitude", "opened_on", "closed_on"]
        labels = {"name": _("Premises name")}
        help_texts = {
            "market": _("Only for a market stall."),
            "address": _("As it is written on papers."),
        }

    def __init__(self, *args: Any, communes: "QuerySet[AdministrativeUnit]", markets: "QuerySet[Premises]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= {"latitude": latitude_field(), "longitude": longitude_field()}
        stated = AdministrativeUnit.objects.filter(pk=self.instance.stated_unit_id)
        self.fields["stated_unit"] = forms.ModelChoiceField(queryset=communes | stated, required=False, label=_("Commune"))
        market = self.fields["market"]
        assert isinstance(market, forms.ModelChoiceField)
        market.queryset = markets


class DecideForm(forms.Form):
    """The choice among the communes that followed a divided one."""

    unit = forms.ModelChoiceField(
        label=_("Commune of today"), queryset=AdministrativeUnit.objects.none(), widget=forms.RadioSelect(),
        empty_label=None,
    )

    def __init__(self, *args: Any, candidates: list[AdministrativeUnit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = AdministrativeUnit.objects.filter(pk__in=[unit.pk for unit in candidates]).order_by("code")
