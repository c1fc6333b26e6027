# SPDX-License-Identifier: Apache-2.0
"""What is entered of declarations and the steps of their dossiers."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuan.accounts.models import User
from chuan.parties.models import Party
from chuan.products import queries
from chuan.products.actions import declarations as acts
from chuan.products.choices import (
    Assessment,
    DeclarationKind,
    DeclarationStanding,
    DeclarationState,
)
from chuan.products.forms.lists import (
    DocumentNumber,
    Filter,
    NamesDocuments,
    day_field,
    search_field,
)
from chuan.products.models import Goods, NormativeDocument


class DeclarationFilter(Filter):
    """Which declarations."""

    q = search_field(_("Number, party, goods, standard"))
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *DeclarationKind.choices])
    standing = forms.ChoiceField(label=_("Standing"), required=False, choices=[("", _("All")), *DeclarationStanding.choices])


class DeclarationForm(NamesDocuments):
    """A dossier that came in."""

    kind = forms.ChoiceField(label=_("Kind"), choices=DeclarationKind.choices)
    document = DocumentNumber(label=_("Declared by"), required=True,
                              help_text=_("The number of a standard or technical regulation on file."))
    number = forms.CharField(label=_("Number of the declaration"), max_length=80)
    declared_on = day_field(_("Declared on"), required=True)
    dossier = forms.CharField(label=_("Dossier"), max_length=80, required=False, help_text=_("The code of the dossier, if it has one."))
    received_on = day_field(_("Received on"), required=True)
    assessment = forms.ChoiceField(label=_("Assessment"), choices=Assessment.choices)
    assessor = forms.CharField(label=_("Assessed by"), max_length=200, required=False)
    certificate = forms.CharField(label=_("Certificate or report"), max_length=80, required=False)
    certificate_until = day_field(_("Certificate valid until"))
    goods = forms.ModelMultipleChoiceField(
        label=_("Goods"), queryset=Goods.objects.none(), required=False, widget=forms.CheckboxSelectMultiple()
    )

    def __init__(self, *args: Any, user: User, party: Party, **kwargs: Any) -> None:
        super().__init__(*args, user=user, party=party, **kwargs)
        goods = self.fields["goods"]
        assert isinstance(goods, forms.ModelMultipleChoiceField)
        goods.queryset = queries.goods_shown(user).filter(party=party).order_by("name", "id")

    def clean_document(self) -> NormativeDocument:
        """The document named."""
        return self.find(self.cleaned_data["document"])

    def particulars(self) -> acts.Particulars:
        """What the action takes."""
        return acts.Particulars(**{name: value for name, value in self.cleaned_data.items() if name != "goods"})


class _Step(forms.Form):
    """A step of a dossier, today unless somebody says otherwise."""

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        kwargs["initial"] = dict.fromkeys(("asked_on", "supplemented_on", "noticed_on", "closed_on"), on)
        super().__init__(*args, **kwargs)


class AskForm(_Step):
    """What is missing, and since when it is asked for."""

    asked_on = day_field(_("Supplement asked on"), required=True)
    missing = forms.CharField(label=_("What is missing"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class SupplementForm(_Step):
    """When what was missing came in."""

    supplemented_on = day_field(_("Supplemented on"), required=True)


class NoticeForm(_Step):
    """The notice of receipt."""

    notice_number = forms.CharField(label=_("Number of the notice of receipt"), max_length=80)
    noticed_on = day_field(_("Notice of receipt on"), required=True)
    valid_until = day_field(_("Valid until"), help_text=_("Empty: as long as the law of that day says, if it is known."))


class CloseForm(_Step):
    """How a dossier ends without a notice, or a declaration is withdrawn."""

    state = forms.ChoiceField(label=_("State"), widget=forms.RadioSelect(), choices=[
        (state.value, state.label) for state in (DeclarationState.REFUSED, DeclarationState.WITHDRAWN)])
    closed_on = day_field(_("Dossier closed on"), required=True)
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class FileForm(forms.Form):
    """A paper of the dossier."""

    title = forms.CharField(label=_("What it is"), max_length=200)
    file = forms.FileField(label=_("File"), allow_empty_file=True)
