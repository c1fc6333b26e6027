# SPDX-License-Identifier: Apache-2.0
"""The tags every page is made of."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from chuan.ui import icons, slots
from chuan.verification.choices import JobStatus


def render(source: str, request: Any = None, **context: Any) -> str:
    return engines["django"].from_string(source).render(context, request).strip()


@pytest.mark.parametrize(
    ("language", "source", "expected"),
    [
        ("vi", "{{ x|number }}", "1.234.567,5"),
        ("en", "{{ x|number }}", "1,234,567.5"),
        ("vi", "{{ x|number:3 }}", "1.234.567,500"),
        ("en", "{{ x|number:0 }}", "1,234,568"),
    ],
)
def test_a_number_is_written_as_the_language_does(language: str, source: str, expected: str) -> None:
    with translation.override(language):
        assert render(source, x=Decimal("1234567.5")) == expected


def test_rounding_to_nothing_leaves_no_lonely_minus() -> None:
    assert render("{{ x|number:1 }}", x=Decimal("-0.04")) == "0,0"
    assert render("{{ x|number:1 }}", x=Decimal("-0.06")) == "−0,1"


@pytest.mark.parametrize("value", [None, "", Decimal("NaN")])
def test_an_unknown_number_is_a_dash(value: Any) -> None:
    assert render("{{ x|number }}", x=value) == "—"


def test_text_that_is_no_number_stays_text() -> None:
    assert render("{{ x|number }}", x="theo thực tế") == "theo thực tế"


def test_days_and_moments_are_vietnamese_time() -> None:
    late = datetime(2026, 12, 31, 18, 30, tzinfo=UTC)
    assert render("{{ d|day }} {{ at|day }} {{ at|moment }}", d=date(2026, 3, 9), at=late) == (
        "09/03/2026 01/01/2027 01/01/2027 01:30"
    )
    assert render("{{ d|day }}/{{ d|moment }}", d=None) == "—/—"


def test_a_status_is_colour_icon_and_word() -> None:
    with translation.override("en"):
        shown = render('{% status "overdue" %}')
    assert "tone-bad" in shown
    assert "<svg" in shown
    assert "Overdue" in shown


def test_a_choice_speaks_with_its_own_word_unless_told_another() -> None:
    with translation.override("en"):
        assert "Passed, waiting for the certificate" in render("{% status s %}", s=JobStatus.PASSED)
        assert "Đạt rồi" in render('{% status s label="Đạt rồi" %}', s=JobStatus.PASSED)


def test_a_status_nobody_knows_still_shows_its_value() -> None:
    assert "tone-calm" in (shown := render('{% status "something_new" %}'))
    assert "something_new" in shown


@pytest.mark.parametrize("evil", ['"><script>alert(1)</script>'])
def test_what_users_typed_is_escaped_everywhere(evil: str) -> None:
    sources = (
        "{% status x %}", "{% status 'valid' label=x %}", "{% crumb x %}", "{% crumb 'a' x %}",
        "{% panel title=x %}{{ x }}{% endpanel %}", "{{ x|number }}", "{{ x|day }}",
    )
    for source in sources:
        assert "<script>" not in render(source, x=evil), source


def test_a_missing_icon_fails_the_tests_and_is_a_square_for_users(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(icons.UnknownIcon):
        render('{% icon "no-such-icon-of-tabler" %}')
    monkeypatch.setattr(icons, "strict", False)
    assert "<svg" in render('{% icon "no-such-icon-of-tabler" %}')


@pytest.mark.parametrize("name", ["../../package", "gauge/../scale", ""])
def test_an_icon_name_is_no_path(name: str) -> None:
    with pytest.raises(icons.UnknownIcon):
        icons.svg(name)


def test_icons_are_hidden_from_screen_readers() -> None:
    assert 'aria-hidden="true"' in icons.svg("gauge")


def test_a_panel_frames_its_content() -> None:
    shown = render('{% panel title="Cột đo" icon="gauge" %}<p>{{ x }}</p>{% endpanel %}', x="<b>")
    assert "card-title" in shown
    assert "<p>&lt;b&gt;</p>" in shown


def test_a_slot_shows_what_higher_rooms_registered(rf: RequestFactory) -> None:
    slots.register("tests.slot", lambda request, subject: f"<i>{subject}</i>")
    assert render('{% slot "tests.slot" 7 %}', request=rf.get("/")) == "<i>7</i>"
    assert render('{% slot "tests.empty" 7 %}', request=rf.get("/")) == ""


class _Form(forms.Form):
    serial = forms.CharField(label="Số máy", help_text="Trên biển máy")
    day = forms.DateField(required=False)
    litres = forms.DecimalField(required=False)
    agreed = forms.BooleanField(required=False)
    kind = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect, required=False)


def test_a_field_has_label_help_and_error_tied_together() -> None:
    shown = str(_Form({"serial": ""})["serial"].as_field_group())
    assert 'for="id_serial"' in shown
    assert 'id="id_serial_helptext"' in shown
    assert 'id="id_serial_error"' in shown
    assert "id_serial_error" in shown.split("aria-describedby=", 1)[1].split(">", 1)[0]
    assert 'class="form-control is-invalid"' in shown


def test_days_and_numbers_bring_up_the_right_keyboard() -> None:
    form = _Form(initial={"day": date(2026, 3, 9)})
    assert 'type="date"' in (day := str(form["day"]))
    assert 'value="2026-03-09"' in day
    assert 'inputmode="decimal"' in str(form["litres"])
    assert 'class="form-check-input"' in str(form["agreed"])
    assert str(form["kind"]).count('type="radio"') == 2


@pytest.mark.parametrize("text", ["2026-03-09", "09/03/2026", "9-3-2026", "09.03.2026"])
def test_a_day_may_be_typed_the_vietnamese_way(text: str) -> None:
    form = _Form({"serial": "1", "day": text})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["day"] == date(2026, 3, 9)


def test_the_summary_of_errors_links_to_the_fields() -> None:
    form = _Form({"serial": ""})
    form.add_error(None, "Chứng chỉ đã hết hạn.")
    shown = render('{% include "ui/form_errors.html" with form=form only %}', form=form)
    assert 'href="#id_serial"' in shown
    assert "Chứng chỉ đã hết hạn." in shown
    assert render('{% include "ui/form_errors.html" with form=form only %}', form=_Form()) == ""
