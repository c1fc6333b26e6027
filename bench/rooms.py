# SPDX-License-Identifier: Apache-2.0
"""An empty installation for a benchmark: a database of its own with the administrative units loaded."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command

from tests import databases


@contextmanager
def installation() -> Iterator[None]:
    """A clone that ordinary commits go to, with synchronous commit as in production."""
    with databases.clone(databases.template()) as name, databases.maintenance() as server:
        server.execute(f'ALTER DATABASE "{name}" RESET synchronous_commit')
        with databases.connected_to(name):
            call_command("places", "load", verbosity=0)
            yield
