# SPDX-License-Identifier: Apache-2.0
"""Handing a stored file out. Rooms call this from their own pages, after their own check of who may see it."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from chuan.documents.models import StoredFile


def file_response(file: StoredFile, *, made_by_us: bool) -> HttpResponse:
    """The file: shown in the browser if this system made it, else only to be kept, whatever it claims to be."""
    response = HttpResponse(
        bytes(file.content), content_type=file.content_type if made_by_us else "application/octet-stream"
    )
    disposition = content_disposition_header(as_attachment=not made_by_us, filename=file.name)
    response.headers["Content-Disposition"] = disposition or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    if not made_by_us:  # browsers' PDF viewers refuse to work in a sandbox
        response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response
