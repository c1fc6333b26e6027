# SPDX-License-Identifier: Apache-2.0
"""Pages of the room, by family: home and search, one's own profile, the administrator's people."""
