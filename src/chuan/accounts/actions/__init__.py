# SPDX-License-Identifier: Apache-2.0
"""Writes of the room. Order of locks: user, then membership."""

from chuan.accounts.actions.language import choose_language

__all__ = ["choose_language"]
