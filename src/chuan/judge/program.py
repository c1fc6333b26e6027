# SPDX-License-Identifier: Apache-2.0
"""`chuan judge lot | instrument | draw`: one JSON document in, one out, and the status says what came of it.

    0  a verdict, whether pass or fail (or the schema, or a draw)
    2  impossible input: {"error": {"code", "message", "next_step", "where"}}; with --lines, in any of the lines

Nothing is read but the law files, no database, no clock; so it starts fast and answers the same for ever.
"""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from chuan.judge import strict_json
from chuan.lib.errors import ChuanError

SCHEMAS = Path(__file__).parent / "schema"
IMPOSSIBLE = 2
#: What a shell says of a program whose reader left (128 + SIGPIPE).
NOBODY_LISTENS = 141


def run(arguments: Sequence[str], *, stdin: BinaryIO | None = None, stdout: BinaryIO | None = None) -> int:
    """Do what the arguments ask and return the exit status; wrong arguments leave as argparse does, with status 2."""
    options = parser().parse_args(arguments)
    stdin, stdout = stdin or sys.stdin.buffer, stdout or sys.stdout.buffer
    status = 0
    try:
        for answer in _answers(options, stdin):
            status = IMPOSSIBLE if isinstance(answer, dict) and "error" in answer else status
            stdout.write(answer if isinstance(answer, bytes) else strict_json.write(answer, compact=_by_lines(options)))
        stdout.flush()
    except BrokenPipeError:  # whoever read had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOBODY_LISTENS
    return status


def parser() -> ArgumentParser:
    """What may be asked."""
    commands = ArgumentParser(
        prog="chuan judge", description="Judge a lot of prepackages or an instrument: JSON in, JSON out.",
        epilog="Exit status: 0 for a verdict, pass or fail; 2 for impossible input, which is then named as JSON.",
    )
    kinds = commands.add_subparsers(dest="what", required=True)
    for what, about in (("lot", "a lot of prepackages"), ("instrument", "a measuring instrument")):
        command = kinds.add_parser(what, help=f"judge {about} given as JSON on standard input")
        command.add_argument("--lines", action="store_true", help="one document a line, one answer a line (JSON Lines)")
        command.add_argument("--schema", action="store_true", help="print the JSON Schema instead")
        _add_language(command)
    draw = kinds.add_parser("draw", help="pick packages at random, so that anybody can repeat the draw")
    draw.add_argument("--population", required=True, type=int, metavar="N", help="how many there are")
    draw.add_argument("--size", required=True, type=int, metavar="n", help="how many to pick")
    draw.add_argument("--seed", required=True, metavar="S", help="any text, written in the record before the draw")
    _add_language(draw)
    return commands


def told(error: ChuanError, language: str = "en") -> dict[str, Any]:
    """The error as JSON values, in words of a language."""
    from django.apps import apps
    from django.conf import settings
    from django.utils import translation

    from chuan.ui.messages import say

    if not apps.ready:  # the catalogues are found through the rooms
        apps.populate(settings.INSTALLED_APPS)
    with translation.override(language):
        return {
            "code": error.code,
            "message": say(error.message, error.data),
            "next_step": say(error.next_step, error.data),
            "where": str(error.data["where"]) if error.data.get("where") else None,
        }


def schema(what: str) -> bytes:
    """The JSON Schema of `lot` or `instrument`, as published."""
    return (SCHEMAS / f"{what}.json").read_bytes()


def _add_language(command: ArgumentParser) -> None:
    command.add_argument("--lang", choices=("vi", "en"), default="en", help="the language of error messages")


def _answers(options: Namespace, stdin: BinaryIO) -> Iterator[dict[str, Any] | bytes]:
    if options.what == "draw":
        yield _or_error(options, lambda: _draw(options.population, options.size, options.seed))
    elif options.schema:
        yield schema(options.what)
    else:
        judge = _judge_of(options.what)
        for document in _documents(options, stdin):
            yield _or_error(options, lambda document=document: judge(strict_json.read(document)))  # type: ignore[misc]


def _documents(options: Namespace, stdin: BinaryIO) -> Iterator[bytes]:
    if not options.lines:
        yield stdin.read(strict_json.MOST_BYTES + 1)
        return
    while document := stdin.readline(strict_json.MOST_BYTES + 1):
        rest = document
        while len(rest) > strict_json.MOST_BYTES and not rest.endswith(b"\n"):  # too long: leave out the rest of the line
            rest = stdin.readline(strict_json.MOST_BYTES + 1)
        yield document


def _or_error(options: Namespace, answer: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    try:
        return answer()
    except ChuanError as error:
        return {"error": told(error, options.lang)}


def _by_lines(options: Namespace) -> bool:
    return bool(getattr(options, "lines", False))


def _judge_of(what: str) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    if what == "lot":
        from chuan.judge.lots import judge_lot

        return judge_lot
    from chuan.judge.instruments import judge_instrument

    return judge_instrument


def _draw(population: int, size: int, seed: str) -> dict[str, Any]:
    from chuan.metrology import draws

    return {
        "schema": "draw/1", "algorithm": draws.ALGORITHM, "seed": seed, "population": population, "size": size,
        "picked": list(draws.draw(seed=seed, population=population, size=size)),
    }
