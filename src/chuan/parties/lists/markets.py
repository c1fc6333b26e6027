# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: S608 — the statements are put together from names of our own; values go as parameters
"""Which market a staged row names."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from chuan.imports.fields import KEY
from chuan.imports.staging import TABLE

if TYPE_CHECKING:
    from chuan.imports.staging import Stage

#: markets that the good rows of the list itself bring in
_OF_THE_LIST = f" UNION SELECT id, name_key, current_unit FROM {TABLE} WHERE kind = 'market' AND outcome = 'added' AND subject IS NULL"


def find_markets(
    stage: "Stage", into: str, *, kinds: Iterable[str] = ("market",), of_the_list: bool = False, elsewhere: bool = False
) -> None:
    """Put into a column the market that a row names, with or without “Chợ”, where only one is called so.

    It is looked for in the row's own commune; then, for a row without commune or, if it may be `elsewhere`, for every row, in all of them.
    """
    markets = f"SELECT id, {KEY.format('name')} AS k, current_unit_id AS unit FROM parties_premises WHERE kind = ANY(%s)"
    for near in ("m.unit = s.current_unit", "true" if elsewhere else "s.current_unit IS NULL"):
        stage.run(
            f"UPDATE {TABLE} s SET {into} = f.id FROM (SELECT s.line, min(m.id::text)::uuid AS id FROM {TABLE} s"
            f" JOIN ({markets}{_OF_THE_LIST if of_the_list else ''}) m ON {near}"
            " AND (m.k IN (s.market_key, 'cho' || s.market_key) OR 'cho' || m.k = s.market_key)"
            f" WHERE s.market_key <> '' AND s.{into} IS NULL GROUP BY s.line HAVING count(*) = 1) f WHERE s.line = f.line",
            [str(kind) for kind in kinds],
        )
