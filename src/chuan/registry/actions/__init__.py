# SPDX-License-Identifier: Apache-2.0
"""Writes of the registry. Locks, in this order: import, kind of instrument (advisory), instruments by id."""
