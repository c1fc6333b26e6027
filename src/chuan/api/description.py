# SPDX-License-Identifier: Apache-2.0
"""The OpenAPI document, the same as a page and as Markdown; all come from the operations themselves, in two languages.

What operations and fields say of themselves stands where they are written, in English; `messages` gives it to the
catalogue of the room, under a context of its own.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils import translation
from django.utils.translation import gettext, gettext_noop, pgettext

from chuan.api import operations as _built
from chuan.api.keys import OrganisationKey
from chuan.api.program import MOST_BYTES, api
from chuan.api.schemas import (
    MOST_ITEMS,
    DeclarationBatch,
    DocumentBatch,
    FindingBatch,
    GoodsBatch,
    InstrumentBatch,
    PartyBatch,
    PremisesBatch,
    Problem,
    Refused,
)

assert _built  # the operations register themselves

ROOT = "/api/v1"
_REF = "#/components/schemas/{model}"
CONTEXT = "api"
_SAID = frozenset({"summary", "description"})
_BOUNDS = (
    ("minimum", gettext_noop("from {value}")), ("maximum", gettext_noop("to {value}")),
    ("minLength", gettext_noop("at least {value}")), ("maxLength", gettext_noop("at most {value}")),
    ("minItems", gettext_noop("at least {value}")), ("maxItems", gettext_noop("at most {value}")),
)
_RULES = [
    "- Every call carries `Authorization: Bearer` and the key of an organisation, issued by the administrator at `/api/keys/`. "
    "It may do what its acts and the role of its account allow, to the rows that role sees.",
    "- Errors are `application/problem+json` (RFC 9457) with a `code` that is stable for ever and a `next_step`; "
    "`Accept-Language: en` gives them in English.",
    "- Lists give `rows` and `next`. Pass `next` on as `cursor` with the same filters until it is null.",
    "- Single records carry an `ETag`; `If-None-Match` answers 304 when nothing changed.",
    f"- A batch has at most {MOST_ITEMS} items and a body at most {MOST_BYTES} bytes. With `Idempotency-Key` a repetition gets the "
    "first answer (header `Idempotency-Replayed`), and nothing is written twice.",
    "- Unknown fields and parameters, NaN and a field said twice are refused. Days are `2026-05-01`.",
    "- Beyond the calls a minute of a key, 429 with `Retry-After`.",
]


@lru_cache(maxsize=4)
def document(language: str = "en") -> dict[str, Any]:
    """OpenAPI 3.1 in a language: every operation with its act, its problems and what it takes and gives."""
    with translation.override(language):
        found: dict[str, Any] = _said(_english(), lambda text: pgettext(CONTEXT, text))
    return found


def messages() -> Iterator[tuple[str, str]]:
    """Everything the document says, with its context, for the catalogue."""
    found: set[str] = set()

    def noted(text: str) -> str:
        found.add(text)
        return text

    _said(_english(), noted)
    return ((CONTEXT, text) for text in sorted(found))


def _said(part: Any, say: Callable[[str], str], *, names: bool = False) -> Any:
    """The document with what it says to people put by `say`; `names`: the keys of this part are names of fields."""
    if isinstance(part, list):
        return [_said(one, say) for one in part]
    if not isinstance(part, dict):
        return part
    found: dict[str, Any] = {}
    for key, value in part.items():
        if key in _SAID and isinstance(value, str) and value and not names:
            found[key] = say(" ".join(value.split()))
        elif key == "tags" and not names:
            found[key] = [say(one) for one in value]
        else:
            found[key] = _said(value, say, names=key == "properties" and not names)
    return found


def _english() -> dict[str, Any]:
    found: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=f"{ROOT}/"))
    schemas = found["components"]["schemas"]
    for model in (PartyBatch, PremisesBatch, InstrumentBatch, GoodsBatch, DeclarationBatch, DocumentBatch, FindingBatch, Problem,
                  Refused):
        schema = model.model_json_schema(ref_template=_REF)
        schemas.update(schema.pop("$defs", {}))
        schemas[model.__name__] = schema
    found["components"]["schemas"] = dict(sorted(schemas.items()))
    found["components"]["securitySchemes"] = {"OrganisationKey": {"type": "http", "scheme": "bearer"}}
    acts = {(method, path): act for method, path, act in operations()}
    for path, methods in found["paths"].items():
        for method, operation in methods.items():
            operation["x-act"] = acts[(method.upper(), path)]
            operation["security"] = [{"OrganisationKey": []}]
            operation["responses"]["default"] = {"description": "A problem", "content": {
                "application/problem+json": {"schema": {"$ref": _REF.format(model="Problem")}}}}
    return found


def operations() -> list[tuple[str, str, str]]:
    """Method, address and act of every operation."""
    found = []
    for prefix, router in api._routers:
        for path, view in router.path_operations.items():
            address = ROOT + prefix + re.sub(r"{[^}:]+:", "{", path)
            for operation in view.operations:
                (door,) = operation.auth_callbacks
                assert isinstance(door, OrganisationKey)
                found += [(method, address, door.act) for method in operation.methods]
    return sorted(found, key=lambda one: (one[1], one[0]))


@dataclass(frozen=True)
class Line:
    """A parameter or field, for people."""

    name: str
    type: str
    required: bool
    note: str


@dataclass(frozen=True)
class Entry:
    """An operation, for people."""

    method: str
    path: str
    summary: str
    about: str
    act: str
    parameters: list[Line]
    takes: str
    gives: str

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return f"{self.method.lower()}-{re.sub('[^a-z]+', '-', self.path.removeprefix(ROOT).lower()).strip('-')}"


def entries(language: str = "en") -> list[tuple[str, list[Entry]]]:
    """The operations by the things they are about."""
    found: dict[str, list[Entry]] = {}
    for path, methods in document(language)["paths"].items():
        for method, one in methods.items():
            found.setdefault(one["tags"][0], []).append(Entry(
                method=method.upper(), path=path, summary=one["summary"], about=one.get("description", ""), act=one["x-act"],
                parameters=[_line(p["name"], p["schema"], p.get("description", ""), required=p.get("required", False))
                            for p in one.get("parameters", [])],
                takes=_named(one.get("requestBody", {})), gives=_named(one["responses"].get(200, {})),
            ))
    return list(found.items())


def shapes(language: str = "en") -> list[tuple[str, str, list[Line]]]:
    """The schemas: name, what it is, fields."""
    found = []
    for name, schema in document(language)["components"]["schemas"].items():
        required = set(schema.get("required", ()))
        lines = [_line(field, one, one.get("description", ""), required=field in required)
                 for field, one in schema.get("properties", {}).items()]
        if lines and not name.endswith("Filter") and name != "LawQuery":
            found.append((name, schema.get("description", ""), lines))
    return found


def _line(name: str, schema: dict[str, Any], note: str, *, required: bool) -> Line:
    return Line(name, type_of(schema), required, note or schema.get("description", ""))


def type_of(schema: dict[str, Any]) -> str:
    """A schema in a few words, in the language of the moment."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "enum" in schema:
        return " · ".join(str(one) for one in schema["enum"])
    if "const" in schema:
        return str(schema["const"])
    for several in ("anyOf", "allOf"):
        if several in schema:
            return gettext(" or ").join(type_of(one) for one in schema[several])
    plain = str(schema.get("format") or schema.get("type", "any"))
    if plain == "array":
        plain = gettext("list of {type}").format(type=type_of(schema.get("items", {})))
    bounds = [gettext(words).format(value=schema[name]) for name, words in _BOUNDS if name in schema]
    return f"{plain} ({', '.join(bounds)})" if bounds else plain


def _named(content: dict[str, Any]) -> str:
    for one in content.get("content", {}).values():
        schema = one["schema"]
        return schema.get("description", "") if "description" in schema else type_of(schema)
    return ""


def markdown() -> str:
    """The reference page of the documentation, which is English."""
    with translation.override("en"):
        return _markdown()


def _markdown() -> str:
    lines = [
        "# API", "", "Generated from the OpenAPI document, which stands at `/api/v1/openapi.json`; `/api/` shows it with every "
        "installation.", "", *_RULES, "",
    ]
    for tag, found in entries():
        lines += [f"## {tag}", ""]
        for one in found:
            lines += [f"### `{one.method} {one.path}`", "", f"{one.summary}. {one.about} Act: `{one.act}`.", ""]
            lines += _table(one.parameters)
            lines += [f"Body: {one.takes}", ""] if one.takes else []
            lines += [f"Answer: `{one.gives}`", ""] if one.gives else []
    lines += ["## Shapes", ""]
    for name, about, fields in shapes():
        lines += [f"### {name}", "", *([about, ""] if about else []), *_table(fields)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _table(lines: list[Line]) -> list[str]:
    if not lines:
        return []
    rows = [f"| `{one.name}` | {one.type} | {'yes' if one.required else ''} | {one.note} |" for one in lines]
    return ["| Name | Type | Required | |", "|---|---|---|---|", *rows, ""]
