# SPDX-License-Identifier: Apache-2.0
"""Writes of the room. Order of locks: user, then membership."""

from chuan.accounts.actions.language import choose_language
from chuan.accounts.actions.memberships import end_membership, grant_membership
from chuan.accounts.actions.opening import open_account
from chuan.accounts.actions.people import (
    activate_user,
    change_user,
    create_user,
    deactivate_user,
    remove_second_factor,
    reset_password,
)
from chuan.accounts.actions.signing_in import (
    choose_password,
    record_failed_sign_in,
    record_guard_change,
    record_sign_in,
)

__all__ = [
    "activate_user",
    "change_user",
    "choose_language",
    "choose_password",
    "create_user",
    "deactivate_user",
    "end_membership",
    "grant_membership",
    "open_account",
    "record_failed_sign_in",
    "record_guard_change",
    "record_sign_in",
    "remove_second_factor",
    "reset_password",
]
