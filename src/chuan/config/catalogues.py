# SPDX-License-Identifier: Apache-2.0
"""Message catalogues without gettext tools: Babel reads our Python and, through Django, our templates.

Each room keeps its own catalogue: src/chuan/<room>/locale/vi/LC_MESSAGES/django.po. Messages of lib are kept by ui.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO, StringIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation.template import templatize

_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)  # a date that changes with every run would make every run a change
_KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None, "noop": None, "N_": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
#: rooms whose messages another room's catalogue keeps, because they are no Django apps
_KEPT_BY = {"lib": "ui", "metrology": "ui"}
#: what gives the messages that a room says without marking them, with their contexts
_UNMARKED = {"api": "chuan.api.description.messages"}
LANGUAGE = "vi"


def rooms() -> list[Path]:
    """The rooms that keep a catalogue."""
    return sorted(p.parent for p in Path(settings.PACKAGE).glob("*/apps.py"))


def catalogue_path(room: Path) -> Path:
    """Where the room's Vietnamese stands."""
    return room / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def extract_room(room: Path) -> Catalog:
    """Everything the room says, as an empty catalogue."""
    catalogue = Catalog(project="Chuẩn", creation_date=_EPOCH, charset="utf-8")
    folders = [room, *(room.parent / name for name, keeper in _KEPT_BY.items() if keeper == room.name)]
    for path in sorted(p for folder in folders for p in folder.rglob("*") if p.suffix in {".py", ".html", ".txt"}):
        where = path.relative_to(room.parent).as_posix()
        if "/migrations/" in where or "/locale/" in where:
            continue
        for _line, message, comments, context in _messages(path):
            catalogue.add(message, locations=[(where, None)], auto_comments=comments, context=context)  # type: ignore[list-item]
    if room.name in _UNMARKED:
        for context, message in import_string(_UNMARKED[room.name])():
            catalogue.add(message, context=context)
    return catalogue


def _messages(path: Path) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        yield from extract("python", BytesIO(text.encode()), _KEYWORDS, ("Translators:",))
    else:  # what Django makes of a template reads as JavaScript well enough for Babel's lexer
        source = templatize(text).replace(" u'", " '")
        yield from extract("javascript", BytesIO(source.encode()), _KEYWORDS)


def update(room: Path) -> Catalog:
    """Bring the room's catalogue up to date: translations kept, new ones empty, dead ones dropped, never fuzzy."""
    path = catalogue_path(room)
    extracted = extract_room(room)
    if path.exists():
        with path.open("rb") as handle:
            catalogue = read_po(handle, locale=LANGUAGE)
    else:
        catalogue = Catalog(locale=LANGUAGE, project="Chuẩn", creation_date=_EPOCH, revision_date=_EPOCH)
    catalogue.update(extracted, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.creation_date = catalogue.revision_date = _EPOCH
    catalogue.fuzzy = False
    catalogue.header_comment = "# SPDX-License-Identifier: Apache-2.0"
    text = BytesIO()
    write_po(text, catalogue, sort_output=True, width=120, ignore_obsolete=True, include_lineno=False)
    if len(catalogue) and (not path.exists() or path.read_bytes() != text.getvalue()):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.getvalue())
    return catalogue


def gaps(catalogue: Catalog) -> list[str]:
    """Messages without a translation, or with a doubtful one."""
    def empty(message: object) -> bool:
        return not message or not all([message] if isinstance(message, str) else list(message))  # type: ignore[call-overload]

    return [str(m.id) for m in catalogue if m.id and (m.fuzzy or empty(m.string))]


def compile_all() -> int:
    """Write the .mo beside every .po that is newer; the number written."""
    written = 0
    for path in sorted(Path(settings.PACKAGE).glob(f"*/locale/{LANGUAGE}/LC_MESSAGES/django.po")):
        target = path.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= path.stat().st_mtime_ns:
            continue
        catalogue = read_po(StringIO(path.read_text(encoding="utf-8")), locale=LANGUAGE)
        with target.open("wb") as out:
            write_mo(out, catalogue)
        written += 1
    return written
