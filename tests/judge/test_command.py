# SPDX-License-Identifier: Apache-2.0
"""`chuan judge` as programs meet it: bytes in, bytes out, a status."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from chuan.judge import examples, program
from chuan.judge.strict_json import MOST_BYTES

CHUAN = Path(sys.executable).parent / "chuan"
LOT = json.dumps(examples.payload("ca-phe-500g"))


def asked(*arguments: str, given: bytes | str = b"") -> tuple[int, Any]:
    """Status and answer of the program."""
    out = io.BytesIO()
    content = given.encode() if isinstance(given, str) else given
    status = program.run(arguments, stdin=io.BytesIO(content), stdout=out)
    return status, json.loads(out.getvalue())


def with_lot(**over: Any) -> str:
    return json.dumps(examples.payload("ca-phe-500g") | over)


def test_a_lot_that_passes_and_one_that_fails_both_end_with_status_0() -> None:
    for name, verdict in (("ca-phe-500g", "pass"), ("thieu-trung-binh", "fail"), ("bon-goi-thieu", "fail")):
        status, answer = asked("lot", given=json.dumps(examples.payload(name)))
        assert (status, answer["verdict"]) == (0, verdict)


def test_inputs_are_echoed_and_quantities_are_texts() -> None:
    _status, answer = asked("lot", given=LOT)
    assert answer["inputs"] == examples.payload("ca-phe-500g")
    assert (answer["mean"], answer["tolerable_deficiency"], answer["k"]) == ("501.378", "15", "0.379")


def test_an_instrument_is_judged_point_by_point() -> None:
    status, answer = asked("instrument", given=json.dumps(examples.payload("can-dia-30kg")))
    assert (status, answer["verdict"], [p["passed"] for p in answer["points"]]) == (0, "fail", [True, True, True, False, False])


def test_a_json_number_with_a_point_keeps_its_own_digits() -> None:
    # given 0.1 thirty times: as binary fractions their mean would not be 0.1
    net = "[" + ", ".join(["0.1"] * 30) + "]"
    given = with_lot(lot_size=30, nominal={"value": "0.1", "unit": "kg"}).replace(json.dumps(examples.payload("ca-phe-500g")["net"]), net)
    # when
    status, answer = asked("lot", given=given)
    # then
    assert (status, answer["mean"], answer["inputs"]["net"][0]) == (0, "0.1", "0.1")


@pytest.mark.parametrize(("given", "code"), [
    (b"", "judge.nothing-given"),
    (b" \n\t", "judge.nothing-given"),
    (b"{", "judge.not-json"),
    (b"{'net': 1}", "judge.not-json"),
    (b"[" * 100_000, "judge.not-json"),
    (b"[]", "judge.not-an-object"),
    (b"500", "judge.not-an-object"),
    (b"null", "judge.not-an-object"),
    (b'{"net": "\xff\xfe"}', "judge.not-utf8"),
    (b'{"rule_set": "\\ud800"}', "judge.not-utf8"),
    (b'{"net": [1], "net": [2]}', "judge.said-twice"),
    (b'{"net": [NaN]}', "judge.not-finite"),
    (b'{"net": [-Infinity]}', "judge.not-finite"),
    (b'{"net": [1' + b"0" * 5000 + b"]}", "judge.too-long"),
    (b'{"net": [0.' + b"1" * 5000 + b"]}", "judge.too-long"),
    (b'"' + b"x" * MOST_BYTES + b'"', "judge.too-long"),
    (b"{}", "judge.missing-key"),
], ids=lambda value: value[:12].decode("latin-1") if isinstance(value, bytes) else value)
def test_impossible_documents_end_with_status_2_and_a_code(given: bytes, code: str) -> None:
    status, answer = asked("lot", given=given)
    assert (status, answer["error"]["code"]) == (2, code)
    assert answer["error"]["message"] and answer["error"]["next_step"]


@pytest.mark.parametrize(("over", "code", "where"), [
    ({"on": "2014-08-29"}, "law.no-law-in-force", None),
    ({"on": "yesterday"}, "judge.not-a-day", "on"),
    ({"rule_set": "vn-tt99"}, "judge.no-such-rule-set", "rule_set"),
    ({"net": ["500", "NaN"]}, "metrology.not-a-number", "net/2"),
    ({"net": ["500", "-3"]}, "metrology.not-positive", "net/2"),
    ({"net": []}, "metrology.no-readings", "net"),
    ({"net": "500"}, "judge.not-a-list", "net"),
    ({"nominal": {"value": "500", "unit": "kWh"}}, "metrology.unfit-unit", "nominal/unit"),
    ({"nominal": {"value": "500", "unit": "stone"}}, "metrology.unknown-unit", "nominal/unit"),
    ({"lot_size": 49}, "metrology.sample-larger-than-lot", None),
    ({"nett": ["500"]}, "judge.unknown-key", "nett"),
])
def test_impossible_lots_are_named_by_their_place(over: dict[str, Any], code: str, where: str | None) -> None:
    status, answer = asked("lot", given=with_lot(**over))
    assert (status, answer["error"]["code"]) == (2, code)
    if where:
        assert answer["error"]["where"] == where


def test_a_byte_order_mark_is_welcome() -> None:
    assert asked("lot", given="\ufeff" + LOT)[0] == 0


def test_messages_come_in_the_language_asked_for() -> None:
    assert "is missing" in asked("lot", given="{}")[1]["error"]["message"]
    assert "thiếu" in asked("lot", "--lang", "vi", given="{}")[1]["error"]["message"]


def test_many_lots_are_judged_line_by_line_and_one_bad_line_spoils_no_other() -> None:
    # given
    names = ("ca-phe-500g", "thieu-trung-binh", "bon-goi-thieu")
    lines = [json.dumps(examples.payload(name)) for name in names]
    lines.insert(1, '{"net": [NaN]}')
    lines.insert(2, '"' + "x" * (2 * MOST_BYTES + 5) + '"')
    # when
    out = io.BytesIO()
    status = program.run(["lot", "--lines"], stdin=io.BytesIO("\n".join(lines).encode()), stdout=out)
    answers = [json.loads(line) for line in out.getvalue().splitlines()]
    # then
    assert [answer.get("verdict") for answer in answers] == ["pass", None, None, "fail", "fail"]
    assert (status, answers[1]["error"]["code"]) == (2, "judge.not-finite")
    assert answers[2]["error"]["code"] == "judge.too-long"


def test_a_reader_who_leaves_is_no_fault_of_ours() -> None:
    run = subprocess.run(
        ["bash", "-c", f"set -o pipefail; yes '{{}}' | head -20000 | {CHUAN} judge lot --lines | head -1"], capture_output=True, check=False
    )
    assert (run.returncode, run.stderr) == (141, b"")


def test_the_schema_is_printed_without_reading_anything() -> None:
    for what in ("lot", "instrument"):
        status, answer = asked(what, "--schema")
        assert (status, answer["$schema"]) == (0, "https://json-schema.org/draft/2020-12/schema")


def test_a_draw_is_repeated_by_its_seed() -> None:
    status, first = asked("draw", "--population", "300", "--size", "50", "--seed", "Sơn La 01/05/2026")
    assert (status, len(set(first["picked"])), first["algorithm"]) == (0, 50, "chuan-draw/1")
    assert asked("draw", "--population", "300", "--size", "50", "--seed", "Sơn La 01/05/2026")[1] == first
    assert asked("draw", "--population", "3", "--size", "50", "--seed", "x") [0] == 2


def test_wrong_arguments_end_with_status_2_and_nothing_on_standard_output() -> None:
    run = subprocess.run([CHUAN, "judge", "cheese"], capture_output=True, check=False)
    assert (run.returncode, run.stdout) == (2, b"")


def test_the_program_wakes_neither_the_database_nor_the_house() -> None:
    # given a script that does what the console script does, then tells what was loaded
    code = (
        "import sys; sys.argv = ['chuan', 'judge', 'lot']\n"
        "from chuan.config import cli\n"
        "try:\n    cli.main()\n"
        "finally:\n    print(sorted({'psycopg', 'polars', 'scipy', 'numpy', 'typst', 'pyhanko', 'django.db.models'} & set(sys.modules)), file=sys.stderr)"
    )
    # when
    run = subprocess.run([sys.executable, "-c", code], input=LOT.encode(), capture_output=True, check=False)
    # then
    assert (run.returncode, json.loads(run.stdout)["verdict"]) == (0, "pass")
    assert run.stderr.decode().strip() == "[]"


def test_django_reaches_the_same_program(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    from django.core.management import call_command

    call_command("judge", "draw", "--population=5", "--size=5", "--seed=x")
    assert json.loads(capsysbinary.readouterr().out)["picked"] == [1, 2, 3, 4, 5]
