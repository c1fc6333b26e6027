# SPDX-License-Identifier: Apache-2.0
"""Where a text says it, and the copy of its page: places from what is typed, scans by their content."""

import re
from collections.abc import Mapping

from chuan.lawdesk import errors
from chuan.lib.text import tidy

#: The steps of a place, from the outside in, as the form asks for them.
STEPS = ("annex", "part", "ch", "table", "sec", "art", "cl", "pt", "item", "par")
_STEP = re.compile(r"[0-9a-zđ]+(?:[.-][0-9a-zđ]+)*")


def place_of(steps: Mapping[str, str]) -> str:
    """The place in a text from what was typed per step: `art-4/cl-2/pt-a`.

    >>> place_of({"cl": "2", "art": " 4 ", "pt": "A"})
    'art-4/cl-2/pt-a'
    """
    found = []
    for step in STEPS:
        text = tidy(steps.get(step, "")).lower()
        if text and not _STEP.fullmatch(text):
            raise errors.SourcePlaceWrong(text=text)
        if text:
            found.append(f"{step}-{text}")
    return "/".join(found)


#: media type: how the file begins, and what stands near its end unless it was cut off
_SCANS = {
    "image/png": (b"\x89PNG\r\n\x1a\n", b"IEND"),
    "image/jpeg": (b"\xff\xd8\xff", b"\xff\xd9"),
    "application/pdf": (b"%PDF-", b"%%EOF"),
}
_TAIL = 2048


def scan_type(content: bytes) -> str:
    """The media type of a scan by its content; empty if it is none of the three we take, or not whole.

    >>> scan_type(b"%PDF-1.7 and so on %%EOF"), scan_type(b"%PDF-1.7 cut off"), scan_type(b"<svg>")
    ('application/pdf', '', '')
    """
    for media_type, (head, end) in _SCANS.items():
        if content.startswith(head) and end in content[-_TAIL:]:
            return media_type
    return ""
