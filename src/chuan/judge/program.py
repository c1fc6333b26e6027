# SPDX-License-Identifier: Apache-2.0
"""`chuan judge lot | instrument | draw`: one JSON document in, one out, and the status says what came of it.

    0  a verdict, whether pass or fail (or the schema, or a draw)
    2  impossible input: {"error": {"code", "message", "next_step", "where"}}

Nothing is read but the law files, no database, no clock; so it starts fast and answers the same for ever.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from chuan.judge import strict_json
from chuan.lib.errors import ChuanError

SCHEMAS = Path(__file__).parent / "schema"
IMPOSSIBLE = 2


def run(arguments: Sequence[str], *, stdin: BinaryIO | None = None, stdout: BinaryIO | None = None) -> int:
    """Do what the arguments ask and return the exit status; wrong arguments leave as argparse does, with status 2."""
    options = parser().parse_args(arguments)
    stdin, stdout = stdin or sys.stdin.buffer, stdout or sys.stdout.buffer
    try:
        answer = _answer(options, stdin)
        status = 0
    except ChuanError as error:
        answer = strict_json.write({"error": told(error, options.lang)})
        status = IMPOSSIBLE
    stdout.write(answer)
    stdout.flush()
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


def _answer(options: Namespace, stdin: BinaryIO) -> bytes:
    if options.what == "draw":
        return strict_json.write(_draw(options.population, options.size, options.seed))
    if options.schema:
        return schema(options.what)
    payload = strict_json.read(stdin.read(strict_json.MOST_BYTES + 1))
    return strict_json.write(_judge_of(options.what)(payload))


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
