# SPDX-License-Identifier: Apache-2.0
"""Secrets that an installation without a configured one makes for itself, once, readable by nobody else."""

import secrets
from pathlib import Path


def from_environment_or_file(value: str, path: Path) -> str:
    """Return the configured secret, else the one kept in `path`, made on first use."""
    if value:
        return value
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x") as handle:
            path.chmod(0o600)
            handle.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text()
