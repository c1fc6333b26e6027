# SPDX-License-Identifier: Apache-2.0
"""Turns a database address into Django's settings, by the parser of PostgreSQL's own library."""

from typing import Any

from psycopg.conninfo import conninfo_to_dict


def django_database(url: str) -> dict[str, Any]:
    """Return Django's DATABASES entry for a `postgresql://` address."""
    parts = dict(conninfo_to_dict(url))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", ""),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": str(parts.pop("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**parts, "application_name": "chuan"},
    }
