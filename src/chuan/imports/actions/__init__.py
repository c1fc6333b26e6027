# SPDX-License-Identifier: Apache-2.0
"""Writes of imports. Locks, in this order: import, then whatever the kind locks."""
