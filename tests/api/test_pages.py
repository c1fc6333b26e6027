# SPDX-License-Identifier: Apache-2.0
"""The administrator's page of keys, and the reference for people."""

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from chuan.accounts.choices import Role
from chuan.api import description
from chuan.api.models import ApiKey
from chuan.lib import clock
from tests import make
from tests.api.conftest import Program

pytestmark = pytest.mark.django_db


def form(**over: Any) -> dict[str, Any]:
    """The form as the administrator fills it in."""
    return {
        "name": "Phần mềm hóa đơn", "unit": str(make.make_unit("authority").pk), "role": Role.REGISTRAR,
        "acts": ["registry.read", "registry.edit"], "expires_on": f"{clock.today().year + 1}-01-31", "calls_per_minute": 60,
    } | over


def test_the_administrator_issues_a_key_that_is_shown_once(sign_in: Callable[[Any], Client], cast: make.Cast) -> None:
    # given
    browser = sign_in(cast.admin)
    # when
    shown = browser.post(reverse("api:new_key"), form())
    text = re.search(r"chuan_[\w-]{43}", shown.content.decode())
    # then
    assert text is not None
    assert "no-store" in shown.headers["Cache-Control"]
    assert Program(text[0]).get("/instruments").status_code == 200
    page = browser.get(reverse("api:keys")).content.decode()
    assert text[0] not in page
    assert ApiKey.objects.get().prefix in page


@pytest.mark.parametrize("over", [
    {"acts": []}, {"acts": ["accounts.manage"]}, {"role": Role.AUDITOR}, {"expires_on": "2020-01-01"}, {"unit": "x"},
    {"calls_per_minute": 0}, {"name": ""}, {"role": Role.ENTERPRISE},
])
def test_a_form_that_asks_too_much_issues_nothing(
    sign_in: Callable[[Any], Client], cast: make.Cast, over: dict[str, Any]
) -> None:
    answer = sign_in(cast.admin).post(reverse("api:new_key"), form(**over))
    assert (answer.status_code, ApiKey.objects.count()) == (422, 0)


def test_the_administrator_revokes_a_key(
    sign_in: Callable[[Any], Client], cast: make.Cast, program: Callable[..., Program]
) -> None:
    one = program()
    answer = sign_in(cast.admin).post(reverse("api:revoke", args=[one.key.pk]), follow=True)
    assert answer.status_code == 200
    assert one.get("/parties").json()["code"] == "api.key-revoked"


def test_the_auditor_reads_the_keys_and_issues_none(sign_in: Callable[[Any], Client], cast: make.Cast) -> None:
    browser = sign_in(cast.auditor)
    assert reverse("api:new_key") not in browser.get(reverse("api:keys")).content.decode()
    assert browser.post(reverse("api:new_key"), form()).status_code == 403


def test_the_reference_shows_every_operation_without_anything_from_outside(client: Client) -> None:
    page = client.get(reverse("api:reference")).content.decode()
    assert all(f"{method} {path}" in page for method, path, _ in description.operations())
    assert not re.search(r'(src|href)="(https?:)?//', page)
    assert not re.search(r"<script(?![^>]*src=)|style=", page)


@pytest.mark.parametrize(("query", "header", "language"), [
    ("", "", "vi"), ("", "en-GB,vi;q=0.5", "en"), ("", "fr", "vi"), ("?lang=en", "vi", "en"), ("?lang=vi", "en", "vi"),
    ("?lang=xx", "en", "en"), ("?lang=%00", "", "vi"), ("?lang=en&lang=vi", "", "vi"),
])
def test_the_document_speaks_the_language_that_was_asked_for(client: Client, query: str, header: str, language: str) -> None:
    answer = client.get(reverse("api:description") + query, headers={"Accept-Language": header})
    assert (answer.status_code, answer.headers["Content-Language"]) == (200, language)
    told = answer.json()["paths"]["/api/v1/parties"]["get"]
    words = {"en": ("Parties", "Parties the key may see, in the order of entry."),
             "vi": ("Tổ chức, cá nhân", "Tổ chức, cá nhân mà khóa được phép xem, theo thứ tự nhập.")}
    assert (told["tags"][0], told["description"]) == words[language]


def test_only_what_is_said_to_people_differs_between_the_languages() -> None:
    def bare(part: Any) -> Any:
        if isinstance(part, dict):
            return {name: bare(one) for name, one in part.items()
                    if not (name in {"summary", "description", "tags"} and isinstance(one, str | list))}
        return [bare(one) for one in part] if isinstance(part, list) else part

    assert bare(description.document("vi")) == bare(description.document("en"))
    assert "description" in description.document("vi")["components"]["schemas"]["Problem"]


def test_nothing_of_the_document_stays_english_on_the_vietnamese_page(client: Client) -> None:
    with translation.override("vi"):
        said = [(text, translation.pgettext(context, text)) for context, text in description.messages()]
    assert len(said) > 100 and [text for text, told in said if told == text] == []
    page = html.unescape(client.get(reverse("api:reference")).content.decode())
    shown = [told for text, told in said if len(text) > 60 and text in page]
    assert shown == [] and "Gửi kết quả rà soát" in page and "nhiều nhất 400" in page and "danh sách" in page
    assert 'lang="en"' not in page.split("<main", 1)[1].split("</main", 1)[0]


def test_the_english_page_is_english(client: Client) -> None:
    client.cookies["chuan_language"] = "en"
    page = html.unescape(client.get(reverse("api:reference")).content.decode())
    assert "Report what was found" in page and "at most 400" in page and "Gửi kết quả rà soát" not in page
    assert "openapi.json?lang=en" in page


def test_the_reference_in_the_documentation_names_every_operation() -> None:
    with translation.override("vi"):
        page = description.markdown()
    assert "at most 400" in page
    assert all(f"`{method} {path}`" in page for method, path, _ in description.operations())
