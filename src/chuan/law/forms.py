# SPDX-License-Identifier: Apache-2.0
"""What a reader of the law may ask: words, and a day."""

from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

_FIRST_YEAR, _LAST_YEAR = 1900, 2100


class LawFilter(forms.Form):
    """Words to look for, and the day whose law is shown."""

    q = forms.CharField(label=_("Search"), required=False, max_length=200,
                        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Name, path or number of a text")}))
    on = forms.DateField(label=_("The law on"), required=False,
                         widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, asked: QueryDict, *, today: date) -> None:
        super().__init__({"q": asked.get("q", ""), "on": asked.get("on") or today.isoformat()})
        self.today = today

    def clean_on(self) -> date | None:
        """A day within living memory: pictures of spans need room on both sides."""
        day: date | None = self.cleaned_data["on"]
        if day and not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            raise forms.ValidationError(_("Choose a day between 1900 and 2100."))
        return day

    def day(self) -> date:
        """The day asked for; today if none was, or none that is a day."""
        self.is_valid()
        return self.cleaned_data.get("on") or self.today

    def words(self) -> str:
        """The words asked for."""
        self.is_valid()
        return str(self.cleaned_data.get("q") or "")
