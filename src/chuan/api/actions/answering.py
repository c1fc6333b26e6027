# SPDX-License-Identifier: Apache-2.0
"""A call with an idempotency key is carried out once; its repetition is told the same answer."""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import OperationalError, connection, transaction
from django.http import HttpResponse

from chuan.api.errors import IdempotencyKeyWrong, KeyReused, StillRunning
from chuan.api.models import ApiKey, KeptAnswer

#: how long answers are kept
KEPT = timedelta(hours=24)
_LONGEST = 200
_WAIT = "10s"


def once(
    *, key: ApiKey, idempotency_key: str | None, call: bytes, at: datetime, carry_out: Callable[[], HttpResponse]
) -> HttpResponse:
    """The answer of the call, or the kept one of the same call; what it wrote and its answer are committed together.

    A repetition in the same moment waits for the first call to end; after ten seconds it is refused.
    """
    if idempotency_key is None:
        with transaction.atomic():
            return carry_out()
    if not (0 < len(idempotency_key) <= _LONGEST and idempotency_key.isascii() and idempotency_key.isprintable()):
        raise IdempotencyKeyWrong
    digest = hashlib.sha256(call).hexdigest()
    with transaction.atomic():
        _wait_for(f"{key.pk}:{idempotency_key}")
        KeptAnswer.objects.filter(key=key, answered_at__lt=at - KEPT).delete()
        kept = KeptAnswer.objects.filter(key=key, idempotency_key=idempotency_key).first()
        if kept is not None:
            return _repeated(kept, digest)
        answer = carry_out()
        KeptAnswer.objects.create(
            key=key, idempotency_key=idempotency_key, call_hash=digest, status=answer.status_code,
            content_type=answer.headers["Content-Type"], body=answer.content.decode(), answered_at=at,
        )
    return answer


def _repeated(kept: KeptAnswer, digest: str) -> HttpResponse:
    if kept.call_hash != digest:
        raise KeyReused
    return HttpResponse(
        kept.body, status=kept.status, content_type=kept.content_type, headers={"Idempotency-Replayed": "true"}
    )


def _wait_for(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{_WAIT}'")
        try:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('chuan.api.call:' || %s, 0))", [name])
        except OperationalError as error:
            raise StillRunning from error
        cursor.execute("SET LOCAL lock_timeout = DEFAULT")
