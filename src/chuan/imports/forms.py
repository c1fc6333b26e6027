# SPDX-License-Identifier: Apache-2.0
"""The upload, and which column is which."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from chuan.imports.choices import Decision, Encoding
from chuan.imports.kinds import ImportKind
from chuan.imports.models import Import


class UploadForm(forms.Form):
    """A list to import."""

    file = forms.FileField(
        label=_("File"), allow_empty_file=True, widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.csv,text/csv"}),
    )
    decision = forms.ChoiceField(label=_("What is written"), choices=Decision.choices, required=False, widget=forms.RadioSelect())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit = settings.UPLOAD_MAX_BYTES // (1024 * 1024)
        self.fields["file"].help_text = _("Excel workbook (.xlsx) or CSV, at most %(limit)s MB.") % {"limit": limit}


class ColumnsForm(forms.Form):
    """For each heading of the file, the column of ours it means."""

    encoding = forms.ChoiceField(label=_("The texts of the file are written in"), choices=[], required=False, widget=forms.RadioSelect())

    def __init__(self, *args: Any, imported: Import, kind: ImportKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("– leave out –")), *((c.field, f"{c.title}{' *' if c.required else ''}") for c in kind.columns)]
        self.keys: dict[str, str] = {}
        for at, column in enumerate(imported.question.get("columns", ())):
            name = f"column_{at}"
            self.keys[name] = column["key"]
            self.fields[name] = forms.ChoiceField(
                label=column["heading"], choices=choices, required=False, initial=column["field"],
                help_text=" · ".join(column["samples"]),
            )
        suspected = imported.question.get("encoding", "")
        if suspected:
            field = self.fields["encoding"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(one.value, one.label) for one in (Encoding.TCVN3, Encoding.VNI, Encoding.UNICODE)]
            field.initial = suspected
        else:
            del self.fields["encoding"]

    def columns(self) -> list[Any]:
        """The fields of the headings, for the page."""
        return [self[name] for name in self.keys]

    def mapping(self) -> dict[str, str]:
        """Heading (as it compares) → field."""
        return {heading: self.cleaned_data[name] for name, heading in self.keys.items()}
