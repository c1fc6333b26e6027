# SPDX-License-Identifier: Apache-2.0
"""Which entries of the record to show."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuan.audit import sentences


class EntryFilter(forms.Form):
    """Verb, actor, kind of subject, days."""

    verb = forms.ChoiceField(label=_("Act"), required=False)
    actor = forms.CharField(label=_("By whom"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("On what"), required=False)
    since = forms.DateField(label=pgettext_lazy("day", "From"), required=False)
    until = forms.DateField(label=pgettext_lazy("day", "To"), required=False)

    def __init__(self, *args: Any, verbs: Iterable[str], kinds: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = sorted((str(sentences.sentence(verb).text), verb) for verb in verbs)
        self._choose("verb", [(verb, text) for text, verb in said])
        self._choose("kind", sorted(kinds, key=lambda pair: pair[1]))

    def choices(self) -> dict[str, Any]:
        """Arguments for `queries.entries`; what cannot be understood filters nothing."""
        self.is_valid()
        known = self.cleaned_data
        return {
            "verb": known.get("verb") or "", "actor": known.get("actor") or "", "kind": known.get("kind") or "",
            "since": known.get("since"), "until": known.get("until"),
        }

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("All")), *choices]
