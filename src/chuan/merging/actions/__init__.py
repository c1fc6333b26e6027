# SPDX-License-Identifier: Apache-2.0
"""Writes. Locks: the rows of the kind by id, then the merge, then the pair."""

from chuan.merging.actions.finding import find_pairs
from chuan.merging.actions.merging import fingerprint, forget, merge
from chuan.merging.actions.pairs import decide_not_same, reopen_pair
from chuan.merging.actions.undoing import reasons_against_undo, undo_merge

__all__ = [
    "decide_not_same", "find_pairs", "fingerprint", "forget", "merge", "reasons_against_undo", "reopen_pair", "undo_merge",
]
