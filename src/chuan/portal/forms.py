# SPDX-License-Identifier: Apache-2.0
"""The form for those without a camera."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CheckForm(forms.Form):
    """Number and check code, both printed on the certificate."""

    number = forms.CharField(
        label=_("Certificate number"), max_length=20, help_text=_("As printed, for example 26.00042."),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "autofocus": True}),
    )
    code = forms.CharField(
        label=_("Check code"), max_length=20, help_text=_("Eight letters and digits under the QR code."),
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}),
    )
