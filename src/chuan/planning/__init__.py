# SPDX-License-Identifier: Apache-2.0
"""Planning: the yearly plan, its seven groups and their tasks, and indicators counted from the work.

Words: plan, task group, task (with the clause it comes from), indicator (a query over records), as of (a day).
Doors: queries.plan_with_figures, indicators.INDICATORS.
Relies on: every operating room, read only.
Never: lets a figure be typed; stores no count.
"""
