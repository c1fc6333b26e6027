# SPDX-License-Identifier: Apache-2.0
"""Check codes: a few letters beside a number that only this installation can make.

HMAC-SHA256 over purpose and number with settings.CHECK_KEY, the first 40 bits in base 32 (no 0, 1, 8, 9), in two
groups of four. Guessing one takes 2^40 tries, and the public page counts tries per address.
"""

import base64
import hashlib
import hmac

from django.conf import settings

_BYTES = 5  # 40 bits: exactly eight letters
_GROUP = 4
#: What people type for letters that are not in the alphabet.
_MISREAD = str.maketrans({"0": "O", "1": "I", "8": "B"})


def check_code(number: str, *, purpose: str) -> str:
    """Return the code printed beside a number: `K7QX-3M2P`."""
    digest = hmac.new(settings.CHECK_KEY.encode(), f"{purpose}:{number}".encode(), hashlib.sha256).digest()
    letters = base64.b32encode(digest[:_BYTES]).decode()
    return f"{letters[:_GROUP]}-{letters[_GROUP:]}"


def is_right(code: str, number: str, *, purpose: str) -> bool:
    """True if the code belongs to the number; case, blanks, dashes and look-alike digits do not matter."""
    return hmac.compare_digest(normal(code).encode(), normal(check_code(number, purpose=purpose)).encode())


def normal(code: str) -> str:
    """The letters of a code as typed by anybody."""
    return "".join(c for c in code.upper().translate(_MISREAD) if c.isascii() and c.isalnum())
