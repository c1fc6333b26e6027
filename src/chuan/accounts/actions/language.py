# SPDX-License-Identifier: Apache-2.0
"""The language of a person."""

from django.db import transaction

from chuan.accounts.models import User


@transaction.atomic
def choose_language(*, actor: User, language: str) -> None:
    """Keep the language with the account; anybody may choose their own, and nobody needs a record of it."""
    User.objects.filter(pk=actor.pk).update(language=language)
    actor.language = language
