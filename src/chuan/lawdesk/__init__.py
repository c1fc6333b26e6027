# SPDX-License-Identifier: Apache-2.0
"""Law desk: where officers work on the law: fill its gaps from official texts, review each other's values, try drafts.

Words: supplement (a value the province supplies for a gap), review, draft, effect (what a draft would change).
Doors: actions.propose_supplement, actions.accept_supplement, effects.register, effects.of_draft.
Relies on: law (engine, corpus), documents (the page of the text), accounts, audit.
Never: changes the law files; a value counts only after a second person has accepted it.
"""
