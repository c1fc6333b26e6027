# SPDX-License-Identifier: Apache-2.0
"""What a user can cause, and can therefore mend: coded, translatable, never silent.

A subclass names one cause. `code` is `room.kebab-reason` and stable for ever; `message` is an English literal with
named fields, translated at the border; `next_step` says what to do now. Bugs are not `ChuanError`.
"""

from typing import Any, ClassVar


class ChuanError(Exception):
    """The root of everything a user can cause."""

    code: ClassVar[str] = "chuan.error"
    message: ClassVar[str] = "The request could not be carried out."
    next_step: ClassVar[str] = ""
    status: ClassVar[int] = 400

    def __init__(self, **data: Any) -> None:
        self.data = data
        super().__init__(self.code)

    def __str__(self) -> str:
        return self.message.format(**self.data)


class NotAllowed(ChuanError):
    """The person may not do this (403)."""

    code = "chuan.not-allowed"
    message = "Your role does not allow this act."
    next_step = "Ask the administrator of your unit for the role that does it."
    status = 403


class NotFound(ChuanError):
    """There is no such thing, or none this person may see (404)."""

    code = "chuan.not-found"
    message = "There is no such record."
    next_step = "Check the address, or look it up with the search box."
    status = 404


class RuleViolation(ChuanError):
    """The state of things does not admit the act (409)."""

    code = "chuan.rule-violation"
    status = 409


class InvalidInput(ChuanError):
    """What was given cannot be understood (422)."""

    code = "chuan.invalid-input"
    status = 422
