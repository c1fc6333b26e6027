# SPDX-License-Identifier: Apache-2.0
"""`/healthz`: is the web answering, is the database, is a worker alive? Answered before any other middleware."""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse

#: Procrastinate's workers write a heartbeat every 10 s; three missed ones mean dead.
_WORKER_SILENT_S = 30


class HealthMiddleware:
    """Answers /healthz itself, so that a broken session, template or host setting cannot hide the truth."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer /healthz, pass everything else on."""
        if request.path != "/healthz":
            return self.get_response(request)
        state = health()
        return JsonResponse(state, status=200 if set(state.values()) == {"ok"} else 503)


def health() -> dict[str, str]:
    """The state of web, database and worker, each "ok" or what is wrong."""
    state = {"web": "ok", "database": "ok", "worker": "ok"}
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => %s)",
                [_WORKER_SILENT_S],
            )
            row = cursor.fetchone()
    except DatabaseError as error:
        connection.close()
        return state | {"database": f"unreachable ({type(error).__name__})", "worker": "unknown"}
    if not row or not row[0]:
        state["worker"] = "silent"
    return state
