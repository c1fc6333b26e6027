# SPDX-License-Identifier: Apache-2.0
"""Rooms above that keep something derived from the law: they enter what is to be done when the law here changes."""

from collections.abc import Callable

#: (path of the parameter); called inside the act's transaction, so it may only queue work
Follower = Callable[[str], None]
_FOLLOWERS: list[Follower] = []


def register(follower: Follower) -> None:
    """Call this whenever a supplement begins or ceases to count."""
    if follower not in _FOLLOWERS:
        _FOLLOWERS.append(follower)


def tell(path: str) -> None:
    """The law about a parameter changes with this transaction."""
    for follower in _FOLLOWERS:
        follower(path)
