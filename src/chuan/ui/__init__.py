# SPDX-License-Identifier: Apache-2.0
"""UI: the look, and nothing of the domain: layout, tags, lists, slots, worklists, the search page.

Words: panel, slot (a place where a higher room shows something), worklist source, search source.
Doors: pages.render_page, pages.refusals_into, lists.keyset_page (lists.page_of for short ones), templates ui/base.html and
ui/list.html, slots.register, worklists.register, searches.register.
Relies on: Tabler, htmx, Be Vietnam Pro (npm).
Never: imports a room above it.
"""
