# SPDX-License-Identifier: Apache-2.0
"""QR codes as SVG."""

import segno


def qr_svg(text: str) -> bytes:
    """Return the QR code of a text as a standalone SVG, error correction M, no quiet zone (the paper leaves one)."""
    inline = segno.make_qr(text, error="m").svg_inline(border=0, dark="#12262b", omitsize=True)
    return inline.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1).encode()
