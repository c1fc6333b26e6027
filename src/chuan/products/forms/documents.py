# SPDX-License-Identifier: Apache-2.0
"""What is entered of normative documents."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuan import law
from chuan.accounts.models import User
from chuan.law.words import is_english
from chuan.parties.models import Party
from chuan.products.actions import documents as acts
from chuan.products.choices import DocumentKind
from chuan.products.forms.lists import NamesDocuments, day_field
from chuan.products.models import NormativeDocument


class DocumentForm(NamesDocuments):
    """What is known of a normative document; an own standard comes from the page of its party."""

    kind = forms.ChoiceField(label=_("Kind"))
    number = forms.CharField(label=_("Number"), max_length=80, help_text=_("Such as TCVN 6260:2020 or QCVN 7:2019/BKHCN."))
    title = forms.CharField(label=_("Title"), max_length=400)
    managing_body = forms.CharField(label=_("Managing body"), max_length=200, required=False)
    law_text = forms.ChoiceField(label=_("Issued by the text"), required=False)
    issued_on = day_field(_("Issued on"))
    in_force_from = day_field(_("In force from"))
    ended_on = day_field(_("Ended on"), help_text=_("The first day on which it no longer counts."))
    replaces = forms.CharField(
        label=_("Replaces"), required=False, max_length=400, help_text=_("Numbers of documents on file, with semicolons between."),
        widget=forms.TextInput(attrs={"list": "document-numbers", "autocomplete": "off"}),
    )
    source = forms.CharField(label=_("Known from"), max_length=300, required=False, help_text=_("Where you read this."))

    def __init__(
        self, *args: Any, user: User, party: Party | None, document: NormativeDocument | None = None, **kwargs: Any
    ) -> None:
        if document is not None:
            names = ("kind", "number", "title", "managing_body", "law_text", "issued_on", "in_force_from", "ended_on", "source")
            kwargs["initial"] = {name: getattr(document, name) for name in names} | {
                "replaces": "; ".join(document.replaces.values_list("number", flat=True))
            }
        super().__init__(*args, user=user, party=party, **kwargs)
        kinds, texts = self.fields["kind"], self.fields["law_text"]
        assert isinstance(kinds, forms.ChoiceField) and isinstance(texts, forms.ChoiceField)
        kinds.choices = [choice for choice in DocumentKind.choices if (choice[0] == DocumentKind.TCCS) == (party is not None)]
        texts.choices = [("", "–"), *((text.id, f"{text.number} · {text.title_en if is_english() else text.title}"[:90])
                                      for text in law.corpus().texts.values())]

    def clean_replaces(self) -> list[NormativeDocument]:
        """The documents named."""
        return [self.find(number) for number in self.cleaned_data["replaces"].split(";") if number.strip()]

    def particulars(self) -> acts.Particulars:
        """What the actions take."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "replaces"}
        return acts.Particulars(**values, owner=self.party)
