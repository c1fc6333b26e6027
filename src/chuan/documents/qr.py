# SPDX-License-Identifier: Apache-2.0
"""QR codes as SVG."""

import io

import segno


def qr_svg(text: str) -> bytes:
    """Return the QR code of a text as a standalone SVG, error correction M, no quiet zone (the paper leaves one)."""
    out = io.BytesIO()
    segno.make_qr(text, error="m").save(out, kind="svg", border=0, xmldecl=False, dark="#12262b", omitsize=True)
    return out.getvalue()
