# SPDX-License-Identifier: Apache-2.0
"""Filters, and the fields the entry forms share."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuan.accounts.models import User
from chuan.parties.models import Party
from chuan.products import queries, regulated
from chuan.products.choices import DocumentKind, DocumentStanding, GoodsRole, GoodsStatus
from chuan.products.models import NormativeDocument

_EARLIEST = date(1945, 9, 2)


def day_field(label: Any, *, required: bool = False, help_text: Any = "") -> forms.DateField:
    """A day chosen from a calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget)


class Filter(forms.Form):
    """What a list is narrowed by; whatever cannot be understood is left out."""

    def __init__(self, query: Any) -> None:
        super().__init__(query)
        self.is_valid()

    def value(self, name: str) -> str:
        """A value, empty when it could not be understood."""
        return str(self.cleaned_data.get(name) or "")


def search_field(placeholder: Any) -> forms.CharField:
    """A search box."""
    widget = forms.TextInput(attrs={"type": "search", "placeholder": placeholder})
    return forms.CharField(label=_("Search"), required=False, max_length=200, widget=widget)


class RegulatedFilter(Filter):
    """Which regulated products, on which day."""

    on = day_field(_("Day"))
    q = search_field(_("Product or technical regulation"))
    hs = forms.CharField(label=_("HS code begins with"), required=False, max_length=12,
                         widget=forms.TextInput(attrs={"inputmode": "numeric", "placeholder": "8516"}))
    ministry = forms.CharField(label=_("Ministry"), required=False, max_length=20, widget=forms.Select())
    level = forms.CharField(label=_("Group or risk"), required=False, max_length=20, widget=forms.Select())

    def __init__(self, query: Any, *, today: date) -> None:
        query = query.copy()
        query.setdefault("on", today.isoformat())
        super().__init__(query)
        given = self.cleaned_data.get("on")
        self.day: date = given if given and given >= _EARLIEST else today

    def choose(self, *, ministries: list[tuple[str, str]], levels: list[tuple[str, str]]) -> None:
        """Offer what the list of the day holds."""
        self.fields["ministry"].widget.choices = [("", _("All")), *ministries]
        self.fields["level"].widget.choices = [("", _("All")), *levels]


class GoodsFilter(Filter):
    """Which goods."""

    q = search_field(_("Goods, brand, barcode, party"))
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("All")), *GoodsRole.choices])
    status = forms.ChoiceField(label=_("Status"), required=False, choices=[("", _("All")), *GoodsStatus.choices])
    regulated = forms.CharField(label=_("Regulated as"), required=False, max_length=40, widget=forms.Select())

    def __init__(self, query: Any, *, on: date) -> None:
        super().__init__(query)
        rows = [(row.code, row.name) for row in regulated.listing(on).rows.values()]
        self.fields["regulated"].widget.choices = [("", _("All")), *rows]


class DocumentFilter(Filter):
    """Which normative documents."""

    q = search_field(_("Number or title"))
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *DocumentKind.choices])
    standing = forms.ChoiceField(label=_("Today"), required=False, choices=[("", _("All")), *DocumentStanding.choices])


class PartyChoice(Filter):
    """Which party."""

    party = search_field(_("Name or tax code"))


class DocumentNumber(forms.CharField):
    """A document, by its number; the browser offers the numbers on file."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"list": "document-numbers", "autocomplete": "off"}
        super().__init__(required=kwargs.pop("required", False), max_length=80, widget=forms.TextInput(attrs=attrs), **kwargs)


class NamesDocuments(forms.Form):
    """A form in which documents are named by number."""

    def __init__(self, *args: Any, user: User, party: Party | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.party = user, party

    def numbers(self) -> list[str]:
        """Numbers to choose from while typing."""
        return queries.numbers_offered(self.user, self.party)

    def find(self, number: str) -> NormativeDocument:
        """The document of a number."""
        found = queries.document_numbered(self.user, number, party=self.party)
        if found is None:
            raise forms.ValidationError(_("There is no document %(number)s on file."), params={"number": number})
        return found
