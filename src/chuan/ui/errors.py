# SPDX-License-Identifier: Apache-2.0
"""Pages for what went wrong outside our own errors: wrong address, refused form, a bug."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from chuan.lib.ids import uuid7

logger = logging.getLogger("chuan.errors")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """404."""
    return _page(request, 404, "chuan.not-found", _("There is nothing at this address."),
                 _("Check the address, or look it up with the search box."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """403."""
    return _page(request, 403, "chuan.not-allowed", _("Your role does not allow this act."),
                 _("Ask the administrator of your unit for the role that does it."))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """403 for a form that is too old."""
    return _page(request, 403, "chuan.form-expired", _("This form has expired."),
                 _("Go back, reload the page and send it again; what you typed is still in the form."))


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """500: a number to name on the telephone, and nothing that could fail again."""
    incident = str(uuid7())[-12:].upper()
    logger.error("incident %s", incident)
    return HttpResponse(render_to_string("ui/500.html", {"incident": incident}), status=500)


def _page(request: HttpRequest, status: int, code: str, sentence: str, next_step: str) -> HttpResponse:
    context = {"status": status, "code": code, "sentence": sentence, "next_step": next_step,
               "explanation": f"{sentence} {next_step}"}
    return render(request, "ui/error.html", context, status=status)
