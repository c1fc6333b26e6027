# SPDX-License-Identifier: Apache-2.0
"""Forms of the administrator."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuan.accounts.choices import Role
from chuan.accounts.models import Unit
from chuan.api import queries
from chuan.api.choices import ACTS
from chuan.api.models import CALLS_PER_MINUTE

_ACT_NAMES = {
    "parties.read": _("Read parties and premises"), "parties.edit": _("Enter and change parties and premises"),
    "registry.read": _("Read instruments"), "registry.edit": _("Enter and change instruments"),
    "verification.read_certificate": _("Read certificates"),
    "products.read": _("Read goods, declarations and normative documents"), "products.edit": _("Enter and change goods and normative documents"),
    "products.receive": _("Enter declarations and their notices"), "campaigns.read": _("Read results of review campaigns"),
    "campaigns.find": _("Report what review campaigns found"),
}


class KeyForm(forms.Form):
    """A key to be issued."""

    name = forms.CharField(label=_("Name"), max_length=100, help_text=_("The program that will use it, such as “Billing system”."))
    unit = forms.ModelChoiceField(label=_("Organisation"), queryset=Unit.objects.none())
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, help_text=_("Decides which records the key sees."))
    acts = forms.MultipleChoiceField(
        label=_("Acts"), choices=[(act, _ACT_NAMES[act]) for act in ACTS], widget=forms.CheckboxSelectMultiple,
        help_text=_("Only what the role may do. Asking the law and judging are open to every key."),
    )
    expires_on = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}))
    calls_per_minute = forms.IntegerField(label=_("Calls a minute"), min_value=1, max_value=6000, initial=CALLS_PER_MINUTE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = queries.organisations()
