# SPDX-License-Identifier: Apache-2.0
"""The search over one list that has no other filter."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class SearchForm(forms.Form):
    """Words to look for; whatever else the address says is no error."""

    q = forms.CharField(label=_("Search"), required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"}))

    def __init__(self, query: Any) -> None:
        super().__init__(query)
        self.is_valid()

    def text(self) -> str:
        """What is looked for."""
        return str(self.cleaned_data.get("q") or "")
