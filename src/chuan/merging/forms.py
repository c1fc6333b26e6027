# SPDX-License-Identifier: Apache-2.0
"""Forms: which pairs, which of two rows stays, and which value of each field."""

from typing import Any

from django import forms

from chuan.merging.choices import Side
from chuan.merging.queries import Comparison


class ChoiceForm(forms.Form):
    """What to keep of two rows."""

    keep = forms.ChoiceField(choices=Side.choices, widget=forms.HiddenInput())
    seen = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput())

    def __init__(self, *args: Any, comparison: Comparison, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._names = [line.name for line in comparison.fields if not line.same]
        for line in comparison.fields:
            self.fields[f"f-{line.name}"] = forms.ChoiceField(
                label=line.label, choices=Side.choices, required=not line.same, initial=line.proposed,
            )

    def taken(self) -> frozenset[str]:
        """The fields whose value comes from the row that goes away."""
        keep = self.cleaned_data["keep"]
        return frozenset(name for name in self._names if self.cleaned_data[f"f-{name}"] != keep)
