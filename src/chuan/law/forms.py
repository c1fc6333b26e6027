# SPDX-License-Identifier: Apache-2.0
"""What a reader of the law may ask: words, a day, two days, a folder. A question nobody can understand asks for nothing."""

from datetime import date, timedelta

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuan.law import labels
from chuan.law.chains import STANDINGS

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_A_YEAR = timedelta(days=365)


def in_reach(day: date | None) -> date | None:
    """A day within living memory: pictures of spans need room on both sides."""
    if day and not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise forms.ValidationError(_("Choose a day between 1900 and 2100."))
    return day


def parse_day(text: str) -> date | None:
    """An ISO day of these two centuries; None for anything else."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if _FIRST_YEAR <= day.year <= _LAST_YEAR and day.isoformat() == text else None


class DayField(forms.DateField):
    """A day, chosen from a calendar."""

    def __init__(self, label: object) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(label=label, required=False, widget=widget)  # type: ignore[arg-type]

    def clean(self, value: object) -> date | None:
        """A day in reach."""
        return in_reach(super().clean(value))


class _Asked(forms.Form):
    """A GET form whose bad fields count as not filled in."""

    def said(self, name: str) -> str:
        """The text of a field; empty if it is not valid."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")


class LawFilter(_Asked):
    """Words to look for, the day whose law is shown, and how sure the values shall be."""

    q = forms.CharField(label=_("Search"), required=False, max_length=200,
                        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Title, value, note or number of a text")}))
    on = DayField(_("The law on"))
    only = forms.ChoiceField(label=_("Show"), required=False, choices=[
        ("", _("Everything")), ("gaps", _("Only what has gaps")), ("unconfirmed", _("Only what is not confirmed")),
    ])

    def __init__(self, asked: QueryDict, *, today: date) -> None:
        super().__init__({"q": asked.get("q", ""), "on": asked.get("on") or today.isoformat(), "only": asked.get("only", "")})
        self.today = today

    def day(self) -> date:
        """The day asked for; today if none was, or none that is a day."""
        self.is_valid()
        return self.cleaned_data.get("on") or self.today

    def words(self) -> str:
        """The words asked for."""
        return self.said("q")


class TextFilter(_Asked):
    """Which legal texts."""

    q = forms.CharField(label=_("Search"), required=False, max_length=200,
                        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Number or title")}))
    on = DayField(_("Standing on"))
    standing = forms.ChoiceField(label=pgettext_lazy("legal text", "Status"), required=False)
    issuer = forms.ChoiceField(label=_("Issuer"), required=False)

    def __init__(self, asked: QueryDict, *, today: date, issuers: list[str]) -> None:
        super().__init__({
            "q": asked.get("q", ""), "on": asked.get("on") or today.isoformat(), "standing": asked.get("standing", ""),
            "issuer": asked.get("issuer", ""),
        })
        self.today = today
        standings = [(code, labels.STANDINGS[code]) for code in STANDINGS]
        self.fields["standing"].choices = [("", _("Any")), *standings]  # type: ignore[attr-defined]
        self.fields["issuer"].choices = [("", _("Any")), *((name, name) for name in issuers)]  # type: ignore[attr-defined]

    def day(self) -> date:
        """The day asked for, or today."""
        self.is_valid()
        return self.cleaned_data.get("on") or self.today


class ChangeFilter(_Asked):
    """Two days, a folder and a kind of change. Without days: the last year."""

    def __init__(self, asked: QueryDict, *, today: date, folders: list[tuple[str, str]]) -> None:
        super().__init__({
            "from": asked.get("from") or (today - _A_YEAR).isoformat(), "to": asked.get("to") or today.isoformat(),
            "under": asked.get("under", ""), "kind": asked.get("kind", ""),
        })
        self.today = today
        self.fields["from"] = DayField(_("From"))
        self.fields["to"] = DayField(_("To"))
        self.fields["under"] = forms.ChoiceField(label=_("Folder"), required=False, choices=[("", _("All")), *folders])
        self.fields["kind"] = forms.ChoiceField(label=_("Change"), required=False, choices=[("", _("All")), *labels.CHANGES.items()])

    def days(self) -> tuple[date, date]:
        """The two days; the last year where one is missing or no day."""
        self.is_valid()
        return self.cleaned_data.get("from") or self.today - _A_YEAR, self.cleaned_data.get("to") or self.today
