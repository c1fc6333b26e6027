# SPDX-License-Identifier: Apache-2.0
"""API: the registry for programs, by keys of organisations.

Words: key, operation, cursor, idempotency key, problem.
Doors: the addresses under /api/.
Relies on: every room's queries and actions; nothing is decided here.
Never: answers what the permission table does not allow the key.
"""
