# SPDX-License-Identifier: Apache-2.0
"""From data to PDF/A-2b by a typst template. Same data, same bytes: no clock, no fonts of the machine, no network."""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # slow to load, and most processes make no paper
    import typst


@lru_cache
def _fonts() -> "typst.Fonts":
    """The fonts inside typst: Libertinus Serif has all of Vietnamese."""
    import typst

    return typst.Fonts(include_system_fonts=False)


def compile_pdf(template: Path, data: Mapping[str, Any], *, at: datetime) -> bytes:
    """Fill a template with JSON data and return a PDF/A-2b dated `at`.

    The template reads `json(bytes(sys.inputs.data))` and may import its neighbours in the same folder.
    """
    import typst

    content = typst.compile(
        template, root=template.parent, font_paths=_fonts(), format="pdf", pdf_standards="a-2b",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False, sort_keys=True)}, timestamp=int(at.timestamp()),
    )
    assert isinstance(content, bytes)
    return content
