# SPDX-License-Identifier: Apache-2.0
"""Accounts: people, the units they work in, and what their roles let them do.

Words: user, unit (authority, centre, local unit, enterprise), membership (role × unit × place), act, permission.
Doors: permissions.may, permissions.require, permissions.PERMISSIONS, scope.Scope (which rows a user may see).
Relies on: django-allauth for signing in (passwords, TOTP).
Never: knows places or parties by key; it keeps their codes (commune code, tax code), for it stands below them.
"""
