# SPDX-License-Identifier: Apache-2.0
"""The demonstration province: invented people, businesses, instruments and a year and a half of verifications.

Words: stage (what the builders share), batch (instruments verified together), history (orders to certificates).
Doors: build.build, mark.is_demonstration.
Real in it: administrative units and the plan of 2024. Everything else is invented, and every page says so.
How: rows are made by index arithmetic, relative to one day, and written in sets. Nothing is random, so two provinces of the
same day are the same, ids included. This is the one place that writes rows without the rooms' actions: it makes a past,
and an action only ever acts today.
"""

#: Everybody's password here; nothing but `chuan demo` makes an account with it.
PASSWORD = "chuan-sonla-2026"  # noqa: S105 — meant to be known
