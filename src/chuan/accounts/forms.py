# SPDX-License-Identifier: Apache-2.0
"""Forms of the administrator."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuan.accounts import queries
from chuan.accounts.choices import Role
from chuan.accounts.models import Unit
from chuan.lib.text import tidy

_USERNAME = RegexValidator(
    r"^[A-Za-z0-9][A-Za-z0-9._-]{2,39}$",
    _("Three to forty letters without accents, digits, points, hyphens or underscores, beginning with a letter or digit."),
)
_PLACE = RegexValidator(r"^\d{2,5}$", _("The code of a commune has five digits, that of a province two."))


class PeopleFilter(forms.Form):
    """Which people to show."""

    q = forms.CharField(label=pgettext_lazy("person", "Name"), required=False, max_length=100)
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("All")), *Role.choices])
    unit = forms.ModelChoiceField(label=_("Unit"), required=False, queryset=Unit.objects.none(), empty_label=_("All"))
    state = forms.ChoiceField(
        label=_("Account"), required=False,
        choices=[("", _("All")), ("active", _("Active")), ("inactive", _("Deactivated"))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_among_units(self)

    def choices(self) -> dict[str, Any]:
        """Arguments for `queries.people`; what cannot be understood filters nothing."""
        self.is_valid()
        known = self.cleaned_data
        return {
            "text": known.get("q") or "", "role": known.get("role") or "", "unit": known.get("unit"),
            "active": {"active": True, "inactive": False}.get(known.get("state") or ""),
        }


class PersonForm(forms.Form):
    """What is written about a person."""

    full_name = forms.CharField(label=_("Full name"), max_length=150, help_text=_("As on official papers, in one piece."))
    position = forms.CharField(label=_("Position"), max_length=150, required=False)
    email = forms.EmailField(label=_("Email"), required=False)

    def clean_full_name(self) -> str:
        """Composed Unicode, single blanks."""
        return tidy(self.cleaned_data["full_name"])

    def clean_position(self) -> str:
        """Composed Unicode, single blanks."""
        return tidy(self.cleaned_data["position"])


class MembershipForm(forms.Form):
    """A role in a unit."""

    role = forms.ChoiceField(label=_("Role"), choices=[("", "—"), *Role.choices])
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none(), empty_label="—")
    place_code = forms.CharField(
        label=_("Only this place"), max_length=5, required=False, validators=[_PLACE],
        help_text=_("Code of a commune, when the role reaches less far than the unit. Usually empty."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_among_units(self)

    def clean_role(self) -> Role:
        """The role itself."""
        return Role(self.cleaned_data["role"])


class NewUserForm(MembershipForm, PersonForm):
    """A new account with its first role."""

    username = forms.CharField(
        label=_("Sign-in name"), max_length=40, validators=[_USERNAME],
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    field_order = ["full_name", "position", "email", "username", "role", "unit", "place_code"]


def _choose_among_units(form: forms.Form) -> None:
    field = form.fields["unit"]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = queries.units()
