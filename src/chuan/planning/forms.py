# SPDX-License-Identifier: Apache-2.0
"""Forms of the room."""

from datetime import date, timedelta

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

#: No plan is older; a day before it would only be a slip of the keyboard.
_FIRST_YEAR = 2000
_LAST_YEAR = 2200


class AsOfForm(forms.Form):
    """The day on which the figures are wanted."""

    as_of = forms.DateField(
        label=_("As of"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )


def as_of_in(query: QueryDict, *, today: date) -> date:
    """The day asked for (`?as_of=2026-11-15`), today where it is missing, unreadable or absurd."""
    form = AsOfForm(query)
    day: date | None = form.cleaned_data.get("as_of") if form.is_valid() else None
    return day if day is not None and _FIRST_YEAR <= day.year <= _LAST_YEAR else today


def week_before(day: date) -> date:
    """The day a week earlier, for the quick link."""
    return day - timedelta(days=7)


class TargetForm(forms.Form):
    """What a task should reach by the end of its plan."""

    target = forms.IntegerField(
        label=_("Target"), required=False, min_value=0, max_value=10_000_000,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        help_text=_("Leave it empty to take the target away. Chuẩn never proposes a target."),
    )
