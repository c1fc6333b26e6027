# SPDX-License-Identifier: Apache-2.0
"""Form fields for numbers as people write and paste them; what they give is plain text, digit for digit."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuan.judge.pasted import Mark, Pasted, Problem, read_numbers

#: The most packages or points the page takes; programs may send more.
MOST = 2000
_TYPED_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_MOST_CHARACTERS = 100_000
_MOST_PROBLEMS_TOLD = 5

PROBLEMS = {
    "not-a-number": _("Line %(line)s: “%(text)s” is not a number."),
    "doubtful": _("Line %(line)s: “%(text)s” can be read in two ways. Choose above what marks the decimals."),
    "too-many": _("This page takes at most %(text)s numbers. Use the program for more."),
}
_ALONE = {
    "not-a-number": _("“%(text)s” is not a number."),
    "doubtful": _("“%(text)s” can be read in two ways: write it without thousands marks."),
    "too-many": _("Only one number belongs here."),
}


class DayInput(forms.DateInput):
    """A date input that shows again what was typed as dd/mm/yyyy, which is how the page sends it."""

    def __init__(self) -> None:
        super().__init__(attrs={"type": "date"}, format="%Y-%m-%d")

    def format_value(self, value: Any) -> str | None:
        """The day as the control takes it."""
        match = _TYPED_DAY.fullmatch(value.strip()) if isinstance(value, str) else None
        return f"{match[3]}-{match[2]:0>2}-{match[1]:0>2}" if match else super().format_value(value)


class NumberField(forms.CharField):
    """One number, comma or point; the value is its plain text."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        given: dict[str, Any] = {"widget": widget, "max_length": 40}
        super().__init__(**(given | options))

    def clean(self, value: Any) -> str:
        """The number as plain text; empty if none is needed and none was given."""
        text: str = super().clean(value)
        if not text:
            return ""
        pasted = read_numbers(text, most=1)
        if pasted.problems:
            problem = pasted.problems[0]
            raise forms.ValidationError(_ALONE[problem.code], params={"text": problem.text})
        return pasted.numbers[0]


class NumbersField(forms.CharField):
    """A pasted column. Its numbers are read by `numbers_of` once the form knows what marks the decimals."""

    def __init__(self, *, rows: int, **options: Any) -> None:
        attrs = {"rows": rows, "inputmode": "text", "autocomplete": "off", "spellcheck": "false", "wrap": "off"}
        attrs |= {"class": "numbers", "data-numbers": True}
        given: dict[str, Any] = {"widget": forms.Textarea(attrs=attrs), "max_length": _MOST_CHARACTERS, "strip": False}
        super().__init__(**(given | options))


def numbers_of(form: forms.Form, name: str, mark: Mark, *, most: int = MOST) -> Pasted:
    """The numbers of a field; what was not understood becomes errors of that field, line by line."""
    pasted = read_numbers(form.cleaned_data.get(name) or "", mark=mark, most=most)
    for problem in pasted.problems[:_MOST_PROBLEMS_TOLD]:
        form.add_error(name, told(problem))
    more = len(pasted.problems) - _MOST_PROBLEMS_TOLD
    if more > 0:
        form.add_error(name, forms.ValidationError(_("… and %(count)s more lines."), params={"count": more}))
    return pasted


def told(problem: Problem) -> forms.ValidationError:
    """A line that was not understood, in words."""
    return forms.ValidationError(PROBLEMS[problem.code], params={"line": problem.line, "text": problem.text})
