# SPDX-License-Identifier: Apache-2.0
"""Filters, the proposal, the review, and what is asked of a draft."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from chuan import law
from chuan.law.engine.nodes import Text
from chuan.lawdesk import rules, sources
from chuan.lawdesk.choices import Reach, SupplementKind, SupplementState, ValueType
from chuan.lawdesk.queries import Spot
from chuan.lib.text import fold


class PlaceForm(forms.Form):
    """Which place of the law files, from the address."""

    path = forms.CharField(max_length=200)
    row = forms.CharField(max_length=100, required=False)
    column = forms.CharField(max_length=100, required=False)

    def __init__(self, query: Any) -> None:
        super().__init__(query)
        self.fields["from"] = forms.DateField()  # a word of Python's

    def place(self) -> dict[str, Any] | None:
        """Path, first day, row and column; None if it cannot be one."""
        if not self.is_valid():
            return None
        given = self.cleaned_data
        return {"path": given["path"], "from_day": given["from"], "row": given["row"], "column": given["column"]}


class SupplementFilter(forms.Form):
    """Which supplements; whatever cannot be understood is left out."""

    q = forms.CharField(
        label=_("Search"), required=False, max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Parameter, text, note")}),
    )
    state = forms.ChoiceField(label=_("Status"), required=False, choices=[("", _("All")), *SupplementState.choices])
    kind = forms.ChoiceField(label=_("What it does"), required=False, choices=[("", _("All")), *SupplementKind.choices])
    mine = forms.BooleanField(label=_("Proposed by me"), required=False)

    def __init__(self, query: Any) -> None:
        super().__init__(query)
        self.is_valid()

    def wanted(self) -> dict[str, Any]:
        """What the list is narrowed to."""
        given = self.cleaned_data
        return {"q": given.get("q") or "", "state": given.get("state") or "", "kind": given.get("kind") or "",
                "mine": bool(given.get("mine"))}


#: asked of the place in a text: step of `sources.STEPS`, label
_STEPS = (
    ("annex", pgettext_lazy("place in a legal text", "Annex")), ("ch", pgettext_lazy("place in a legal text", "Chapter")),
    ("table", pgettext_lazy("place in a legal text", "Table")), ("sec", pgettext_lazy("place in a legal text", "Section")),
    ("art", pgettext_lazy("place in a legal text", "Article")), ("cl", pgettext_lazy("place in a legal text", "Clause")),
    ("pt", pgettext_lazy("place in a legal text", "Point")), ("item", pgettext_lazy("place in a legal text", "Item")),
)


class _FromText(forms.Form):
    """Where a text says it, and the copy of the page."""

    page = forms.FileField(
        label=_("Copy of the page"), allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg,application/pdf,image/png,image/jpeg"}),
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What a reader of the value has to know: an exception, a transition, how the page is to be read."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit = settings.UPLOAD_MAX_BYTES // 2**20
        self.fields["page"].help_text = _("Scan or photograph: PDF, PNG or JPEG, at most %(limit)s MB.") % {"limit": limit}
        for step, label in _STEPS:
            self.fields[f"place_{step}"] = forms.CharField(
                label=label, required=False, max_length=20, widget=forms.TextInput(attrs={"autocomplete": "off"})
            )

    def steps(self) -> list[forms.BoundField]:
        """The fields of the place, from the outside in."""
        return [self[f"place_{step}"] for step, _label in _STEPS]

    def source_place(self) -> str:
        """The place as the law files write it."""
        return sources.place_of({step: self.cleaned_data[f"place_{step}"] for step, _label in _STEPS})


class SupplementForm(_FromText):
    """A value for a gap."""

    value = forms.CharField(label=_("Value"), required=False, strip=True)
    fixes_nothing = forms.BooleanField(
        label=_("The text fixes nothing here (ended, or not applied); the note says why."), required=False
    )
    source_text = forms.ChoiceField(label=_("Legal text"))

    def __init__(self, *args: Any, spot: Spot, **kwargs: Any) -> None:
        version = spot.version
        kwargs.setdefault("initial", {"source_text": version.source.text} | _steps_of(version.source.places))
        super().__init__(*args, **kwargs)
        field = self.fields["source_text"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "–"), *texts_to_cite(version.from_day)]
        wanted = spot.wanted
        value = self.fields["value"]
        value.help_text = " ".join([str(_help(wanted)), *([str(_("Unit: %(unit)s.") % {"unit": spot.unit_name})] if spot.unit_name else [])])
        if wanted.type == ValueType.ROWS:
            value.widget = forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "class": "lawdesk-code"})
        elif wanted.type in {ValueType.WHOLE, ValueType.NUMBER}:
            value.widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})


    def clean(self) -> dict[str, Any]:
        """A value, or the word that there is none."""
        values = super().clean() or self.cleaned_data
        if "value" in values and not values["value"] and not values.get("fixes_nothing"):
            self.add_error("value", _("Type it as the text says it, or tick that the text fixes nothing here."))
        return values


class ConfirmForm(_FromText):
    """A value compared with the signed text; the copy of the page may be left out."""

    field_order = ["compared", "page", "note"]
    compared = forms.BooleanField(label=_("I have read the signed text, and it says exactly this."))

    def __init__(self, *args: Any, spot: Spot, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _steps_of(spot.version.source.places))
        super().__init__(*args, **kwargs)
        self.fields["page"].required = False


class ReasonForm(forms.Form):
    """Why."""

    note = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class RemarkForm(forms.Form):
    """A word, if there is one to say."""

    note = forms.CharField(label=_("Remark"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


def texts_to_cite(on: date) -> list[tuple[str, str]]:
    """The legal texts of the register that may be the source of a version of that day, by number."""
    texts = [text for text in law.corpus().texts.values() if text.in_force_from is None or text.in_force_from <= on]
    return [(text.id, f"{text.number} – {_title(text)}"[:140]) for text in sorted(texts, key=lambda t: fold(t.number))]


def _title(text: Text) -> str:
    return text.title_en if (get_language() or "vi").startswith("en") else text.title


def _steps_of(places: tuple[str, ...]) -> dict[str, str]:
    known = {step for step, _label in _STEPS}
    parts = [place.partition("-") for place in places]
    return {f"place_{step}": text for step, _dash, text in parts if step in known}


def _help(wanted: rules.Wanted) -> Any:
    if wanted.words:
        return _("One of: %(words)s.") % {"words": ", ".join(wanted.words)}
    return {
        ValueType.WHOLE: _("A whole number, digits only."),
        ValueType.NUMBER: _("A number, decimals with a comma: 0,5."),
        ValueType.DAY: _("A day, such as 15/04/2026."),
        ValueType.TRUTH: _("có or không."),
        ValueType.WORDS: _("Words separated by commas."),
        ValueType.ROWS: _("One line per row, as in the law files: - {id: muc-1, max_vnd: 5000000}. Every row has an id and the same columns."),
    }.get(wanted.type or ValueType.WORD, _("A number, or words exactly as in the text."))


# --- what if -------------------------------------------------------------------------------------------------


class AskedForm(forms.Form):
    """How a draft is tried."""

    on = forms.DateField(
        label=_("Status on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The day whose overdue and valid instruments are compared; empty: today, or the draft's first day if that is later."),
    )
    reach = forms.ChoiceField(label=_("The draft counts for"), choices=Reach.choices, initial=Reach.STANDING, widget=forms.RadioSelect())


class DraftForm(AskedForm):
    """A draft as a file, or pasted."""

    file = forms.FileField(label=_("Draft as a YAML file"), required=False, allow_empty_file=True,
                           widget=forms.FileInput(attrs={"accept": ".yaml,.yml,text/yaml"}))
    text = forms.CharField(
        label=_("or its text"), required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "class": "lawdesk-code"}),
    )
    field_order = ["file", "text", "on", "reach"]


class CycleForm(AskedForm):
    """The commonest draft: another cycle for some kinds from a day on."""

    kinds = forms.MultipleChoiceField(label=_("Kinds of instrument"), widget=forms.CheckboxSelectMultiple())
    months = forms.IntegerField(label=_("New cycle (months)"), min_value=1, max_value=600, required=False)
    ends = forms.BooleanField(label=_("No periodic verification any more"), required=False)
    since = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    field_order = ["kinds", "months", "ends", "since", "on", "reach"]

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kinds"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = kinds

    def clean(self) -> dict[str, Any]:
        """Months, or none at all."""
        values = super().clean() or self.cleaned_data
        if "months" not in self.errors and bool(values.get("months")) == bool(values.get("ends")):
            self.add_error("months", _("Give the months, or tick that there is no periodic verification any more."))
        return values
