# SPDX-License-Identifier: Apache-2.0
"""`chuan law check | show PATH --on DAY | gaps | review-due`: the law files on the command line, no database needed."""

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from chuan import law
from chuan.law import labels, reviews
from chuan.law.engine.cases import load_cases
from chuan.lib import clock
from chuan.lib.errors import ChuanError
from chuan.ui.messages import explain


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text} is no day: write 2026-04-15") from None


class Command(BaseCommand):
    """Check the law files, ask them, list what is missing."""

    help = "Check the law files, ask them, list what is not known or not confirmed."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One subcommand each."""
        commands = parser.add_subparsers(dest="what", required=True)
        commands.add_parser("check", help="read every file, work every case")
        show = commands.add_parser("show", help="what the law says about a path")
        show.add_argument("path")
        for command in (show, commands.add_parser("review-due", help="what no one has confirmed for a year")):
            command.add_argument("--on", type=_day, default=None, metavar="DAY", help="today if left out")
        commands.add_parser("gaps", help="what is known to be missing")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        """Do what was asked; a broken file or a failed case ends with status 1."""
        on = options.get("on") or clock.today()
        lines: dict[str, Callable[..., Iterator[str]]] = {
            "check": self.check_files, "show": self.show, "gaps": self.gaps, "review-due": self.review_due,
        }
        try:
            for line in lines[options["what"]](on=on, path=options.get("path", "")):
                self.stdout.write(line)
        except ChuanError as error:
            raise CommandError(explain(error)) from error

    def check_files(self, **_: Any) -> Iterator[str]:
        """Counts, then the cases that fail."""
        corpus = law.corpus()
        versions = [(p, v) for p in corpus.parameters.values() for v in p.versions]
        confirmed = sum(p.is_confirmed(v) for p, v in versions)
        unknown = sum(v.is_unknown for _p, v in versions)
        yield f"{len(corpus.texts)} texts, {len(corpus.parameters)} parameters, {len(versions)} versions"
        yield f"{confirmed} versions confirmed by a person, {unknown} unknown"
        yield f"fingerprint {corpus.fingerprint}"
        cases = list(load_cases(law.ROOT / "cases"))
        failed = [(case, failure) for case in cases if (failure := case.failure(corpus))]
        for case, failure in failed:
            self.stderr.write(f"{case.file}, line {case.line}: {case.name}: {failure}")
        yield f"{len(cases)} cases, {len(failed)} failed"
        if failed:
            raise CommandError("The law files do not answer as the cases say.")

    def show(self, *, path: str, on: date) -> Iterator[str]:
        """A value with its source."""
        citation = law.at(on).cite(path)[0]
        yield citation["title"]
        yield labels.value_label(citation["value"], citation["unit"]) if citation["rows"] is None else "table:"
        for row in citation["rows"] or []:
            yield "  " + ", ".join(f"{key} {value}" for key, value in row.items())
        yield f"{citation['source_number']} {citation['source_place']}, from {citation['from']} ({citation['source']})"
        reviewed = citation["reviewed_on"]
        yield f"confirmed on {reviewed}" if reviewed else f"not confirmed by anyone ({citation['confidence']})"

    def gaps(self, **_: Any) -> Iterator[str]:
        """Spans in which the law is not known, and texts whose days are not."""
        for gap in reviews.gaps(law.corpus()):
            yield f"{gap.path}: {gap.from_day} to {gap.until or 'now'}: {gap.notes}"
        for text in reviews.texts_without_days(law.corpus()):
            yield f"texts/{text.id}: {text.number}: the days of issue or of force are not known"

    def review_due(self, *, on: date, **_: Any) -> Iterator[str]:
        """Parameters whose newest version nobody confirmed in the year before."""
        due = list(reviews.due(law.corpus(), on=on))
        for parameter in due:
            yield f"{parameter.path}: {parameter.reviewed_on or 'never'}"
        yield f"{len(due)} of {len(law.corpus().parameters)} parameters are due for review on {on}"
