# SPDX-License-Identifier: Apache-2.0
"""Writes of the room: keys, kept answers, and batches through the actions of other rooms.

Locks, in this order: the idempotency key (advisory), batches (advisory: one at a time), kinds of instrument
(advisory, by code), rows on file by id.
"""
