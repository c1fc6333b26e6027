# SPDX-License-Identifier: Apache-2.0
"""The two fields of a point, for forms of any room; `places/_point.html` shows them with the phone and the map."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuan.places.rules import read_degrees
from chuan.ui.figures import number

#: about a metre
_PLACES = 5


class Degrees(forms.Field):
    """Latitude or longitude in decimal degrees, however a phone or a paper writes it."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    default_error_messages = {"unreadable": _("Write degrees like 21,32720 or 21°19'38\".")}

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        self.most = most
        super().__init__(required=False, **kwargs)

    def to_python(self, value: Any) -> float | None:
        """The number; refused when it cannot be on the earth."""
        if value in self.empty_values:
            return None
        try:
            found = value if isinstance(value, float) else read_degrees(str(value))
        except ValueError:
            raise forms.ValidationError(self.error_messages["unreadable"], code="unreadable") from None
        if abs(found) > self.most:
            raise forms.ValidationError(self.error_messages["unreadable"], code="unreadable")
        return round(found, _PLACES)

    def prepare_value(self, value: Any) -> Any:
        """As it is typed in the language of the page."""
        return number(value, _PLACES) if isinstance(value, float) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """True when another number was typed."""
        try:
            return bool(self.to_python(data) != (round(initial, _PLACES) if isinstance(initial, float) else None))
        except forms.ValidationError:
            return True


def latitude_field() -> Degrees:
    """Of a point."""
    return Degrees(label=_("Latitude"), most=90, help_text=_("Decimal degrees, as a phone shows them: 21,32720."))


def longitude_field() -> Degrees:
    """Of a point."""
    return Degrees(label=_("Longitude"), most=180)
