# SPDX-License-Identifier: Apache-2.0
"""`chuan law check | show | diff | gaps | review-due | export | explain`: the law files on the command line.

All but `explain` need no database; without one they answer from the files alone.
"""

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from chuan import law
from chuan.law import explainers, export, labels, printed, reviews
from chuan.law.engine.cases import load_cases
from chuan.law.engine.compare import KINDS, compare
from chuan.law.engine.errors import NoSuchParameter
from chuan.law.engine.nodes import UNKNOWN
from chuan.lib import clock
from chuan.lib.errors import ChuanError
from chuan.ui.messages import explain

_FILES_ONLY = "from the law files alone, without what the province supplied"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text} is no day: write 2026-04-15") from None


class Command(BaseCommand):
    """Check the law files, ask them, compare them, list what is missing."""

    help = "Check the law files, ask them, compare two days, list what is not known or not confirmed."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One subcommand each."""
        commands = parser.add_subparsers(dest="what", required=True)
        commands.add_parser("check", help="read every file, work every case")
        show = commands.add_parser("show", help="what the law says about a path, or a cell of a table (PATH#ROW/COLUMN)")
        show.add_argument("path")
        for command in (show, commands.add_parser("review-due", help="what no one has confirmed for a year")):
            command.add_argument("--on", type=_day, default=None, metavar="DAY", help="today if left out")
        diff = commands.add_parser("diff", help="what is different between the law of two days")
        diff.add_argument("day", type=_day, metavar="DAY")
        diff.add_argument("later", type=_day, metavar="DAY")
        diff.add_argument("--under", default="", metavar="FOLDER", help="only what stands in this folder")
        commands.add_parser("gaps", help="what is known to be missing")
        out = commands.add_parser("export", help="the whole law as one JSON document")
        out.add_argument("--output", type=Path, default=None, metavar="FILE", help="standard output if left out")
        told = commands.add_parser("explain", help="the law as it was used for a certificate (needs the database)")
        told.add_argument("number", metavar="CERTIFICATE", help="its number as printed, for instance 26.00042")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        """Do what was asked; a broken file or a failed case ends with status 1."""
        options["on"] = options.get("on") or clock.today()
        lines: dict[str, Callable[..., Iterator[str]]] = {
            "check": self.check_files, "show": self.show, "gaps": self.gaps, "review-due": self.review_due,
            "diff": self.diff, "export": self.export, "explain": self.explain,
        }
        with translation.override("en"):  # as the rest of what is printed here; titles stay as the texts have them
            try:
                for line in lines[options["what"]](**options):
                    self.stdout.write(line)
            except ChuanError as error:
                raise CommandError(explain(error)) from error
        if options["what"] in {"show", "diff", "gaps", "export"}:
            self.stderr.write(_FILES_ONLY)

    def check_files(self, **_: Any) -> Iterator[str]:
        """Counts, then the cases that fail."""
        corpus = law.corpus()
        versions = [(p, v) for p in corpus.parameters.values() for v in p.versions]
        confirmed = sum(p.is_confirmed(v) for p, v in versions)
        unknown = sum(v.is_unknown for _p, v in versions)
        cells = sum(len(v.unknown_cells) for _p, v in versions)
        yield f"{len(corpus.texts)} texts, {len(corpus.parameters)} parameters, {len(versions)} versions"
        yield f"{confirmed} versions confirmed by a person, {unknown} unknown; {cells} unknown cells of tables"
        yield f"fingerprint {corpus.fingerprint}"
        cases = list(load_cases(law.ROOT / "cases"))
        failed = [(case, failure) for case in cases if (failure := case.failure(corpus))]
        for case, failure in failed:
            self.stderr.write(f"{case.file}, line {case.line}: {case.name}: {failure}")
        yield f"{len(cases)} cases, {len(failed)} failed"
        if failed:
            raise CommandError("The law files do not answer as the cases say.")

    def show(self, *, path: str, on: date, **_: Any) -> Iterator[str]:
        """A value, a table or one cell of it, with its source."""
        edition = law.at(on)
        path, _sign, cell = path.partition("#")
        citation = edition.cite(path)[0]
        rows = edition.version(path).rows
        yield citation["title"]
        if cell:
            row, _slash, column = cell.partition("/")
            if rows is None:
                raise NoSuchParameter(path=f"{path}#{cell}")
            yield printed.cell_text(edition.cell(path, row, column))
        elif rows is None:
            yield labels.value_label(citation["value"], citation["unit"])
        else:
            yield from printed.table(rows)
        if any(value is UNKNOWN for row in rows or () for value in row.values()):
            yield "? is what nobody has found yet"
        yield f"{citation['source_number']} {citation['source_place']}, from {citation['from']} ({citation['source']})"
        reviewed = citation["reviewed_on"]
        yield f"confirmed on {reviewed}" if reviewed else f"not confirmed by anyone ({citation['confidence']})"

    def diff(self, *, day: date, later: date, under: str, **_: Any) -> Iterator[str]:
        """What was added, changed, ended or restated by another text."""
        corpus = law.corpus()
        if under and not any(p == under or p.startswith(f"{under.rstrip('/')}/") for p in corpus.parameters):
            raise NoSuchParameter(path=under)
        changes = list(compare(corpus, day, corpus, later, under=under))
        for change in changes:
            yield from printed.change(change)
        counts = ", ".join(f"{sum(c.kind == kind for c in changes)} {kind}" for kind in KINDS)
        yield f"{day} to {later}: {counts}"

    def gaps(self, **_: Any) -> Iterator[str]:
        """Spans in which the law is not known, and texts whose days are not."""
        found = list(reviews.gaps(law.corpus()))
        for gap in found:
            yield f"{gap.path}: {gap.from_day} to {gap.until or 'now'}: {gap.notes}".rstrip(": ")
        texts = list(reviews.texts_without_days(law.corpus()))
        for text in texts:
            yield f"texts/{text.id}: {text.number}: the days of issue or of force are not known"
        yield f"{len(found)} gaps, {len(texts)} texts without their days"

    def review_due(self, *, on: date, **_: Any) -> Iterator[str]:
        """Parameters whose newest version nobody confirmed in the year before."""
        due = list(reviews.due(law.corpus(), on=on))
        for parameter in due:
            yield f"{parameter.path}: {parameter.reviewed_on or 'never'}"
        yield f"{len(due)} of {len(law.corpus().parameters)} parameters are due for review on {on}"

    def export(self, *, output: Path | None, **_: Any) -> Iterator[str]:
        """The JSON document, to a file or to standard output."""
        data = export.as_bytes(law.corpus())
        if output is None:
            yield data.decode().rstrip("\n")
            return
        try:
            output.write_bytes(data)
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}") from error
        yield f"{output}: {len(law.corpus().parameters)} parameters, fingerprint {law.fingerprint()}"

    def explain(self, *, number: str, **_: Any) -> Iterator[str]:
        """The law as it was used, and what has changed since."""
        from django.db import OperationalError, ProgrammingError

        today = clock.today()
        try:
            law.refresh()
            act = explainers.find(number)
        except OperationalError as error:
            raise CommandError("The database does not answer; certificates are kept there.") from error
        except ProgrammingError as error:
            raise CommandError("The database is older than this program. Run: chuan prepare") from error
        yield from printed.explanation(act, explainers.explain(act, law.corpus(), today), law.fingerprint(), today)
