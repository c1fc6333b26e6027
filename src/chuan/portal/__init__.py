# SPDX-License-Identifier: Apache-2.0
"""Portal: what anybody may see without signing in. Today: the check of a certificate.

Words: check code (proves that a number was printed by us), verdict (valid, expired, revoked, unknown, forged).
Doors: urls only.
Never: shows an owner, a place or a person.
"""
