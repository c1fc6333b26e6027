# SPDX-License-Identifier: Apache-2.0
"""The record of a draw: everything anyone needs to draw again and see that nothing was chosen by hand.

`draw/1` is plain JSON: the seed, the algorithm (`metrology.draws`), per stratum its population, size and picked numbers,
and a hash. Each stratum is drawn with the seed `<seed>/<stratum id>`, so that a stratum can be checked on its own and
adding one changes no other. The hash is the SHA-256 of the record without its `hash`, written as JSON with sorted keys,
no white space and no escapes (UTF-8). The numbers 1, 2, 3 … of a stratum are the places in a list that must be fixed
before the seed is known; publish the list's own hash as `list_hash`. The hash is no signature: it tells whether two
copies of a record are the same, and only the copy published in time proves which came first.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from chuan.lib.errors import ChuanError
from chuan.metrology.draws import ALGORITHM, draw
from chuan.metrology.errors import DrawImpossible, TooFewReadings
from chuan.metrology.statistics.surveys import Stratum
from chuan.metrology.statistics.values import whole_number

SCHEMA = "draw/1"


def draw_strata(
    strata: Sequence[Stratum], sizes: Mapping[str, int], *, seed: str, list_hash: str | None = None
) -> dict[str, Any]:
    """Draw each stratum's sample and return the record. Strata with size 0 are drawn from, but give nothing.

    >>> record = draw_strata([Stratum(id="A", population=9), Stratum(id="B", population=4)], {"A": 3, "B": 2}, seed="x")
    >>> [part["picked"] for part in record["strata"]], is_genuine(record)
    ([[4, 5, 9], [2, 3]], True)
    >>> record["strata"][1]["picked"] = [1, 2]  # somebody's choice
    >>> is_genuine(record)
    False
    """
    if not strata:
        raise TooFewReadings(where="strata", given=0, least=1)
    if not seed.strip():
        raise DrawImpossible(where="seed", size=sum(sizes.values()), population=sum(s.population for s in strata))
    for stratum in strata:
        whole_number(sizes.get(stratum.id), f"sizes/{stratum.id}")
    parts = [
        {
            "id": stratum.id, "population": stratum.population, "size": sizes[stratum.id],
            "seed": f"{seed}/{stratum.id}", "picked": _pick(f"{seed}/{stratum.id}", stratum, sizes[stratum.id]),
        }
        for stratum in strata
    ]
    record = {
        "schema": SCHEMA, "algorithm": ALGORITHM, "seed": seed, "list_hash": list_hash,
        "population": sum(stratum.population for stratum in strata),
        "size": sum(sizes[stratum.id] for stratum in strata), "strata": parts,
    }
    return {**record, "hash": record_hash(record)}


def _pick(seed: str, stratum: Stratum, size: int) -> list[int]:
    return [] if size == 0 else list(draw(seed=seed, population=stratum.population, size=size))


def record_hash(record: Mapping[str, Any]) -> str:
    """Return the hash of a record, leaving out the one it carries."""
    bare = {key: value for key, value in record.items() if key != "hash"}
    text = json.dumps(bare, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def is_genuine(record: Mapping[str, Any]) -> bool:
    """Draw again from what the record says; True if everything in it comes out the same."""
    try:
        strata = [Stratum(id=part["id"], population=part["population"]) for part in record["strata"]]
        sizes = {part["id"]: part["size"] for part in record["strata"]}
        again = draw_strata(strata, sizes, seed=record["seed"], list_hash=record.get("list_hash"))
    except (ChuanError, LookupError, TypeError, AttributeError):
        return False
    return dict(record) == again
