# SPDX-License-Identifier: Apache-2.0
"""Law: what the texts say on a day, as data with sources."""


def kind_name(code: str) -> str:
    """The name of a kind of instrument in the reader's language."""
    return code
