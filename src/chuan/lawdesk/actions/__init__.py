# SPDX-License-Identifier: Apache-2.0
"""Acts of the room, a file per aggregate. Order of locks: the place (advisory), then the supplement's row."""
