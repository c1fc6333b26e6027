# SPDX-License-Identifier: Apache-2.0
"""The columns of a grid of points: named as the judge names them, labelled for people."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Column:
    """A column of the grid. With `choices` its cells are selects and the first choice is taken where nothing is said."""

    name: str
    label: "StrOrPromise"
    needed: bool = True
    choices: "tuple[tuple[str, StrOrPromise], ...]" = ()
    is_word: bool = False
