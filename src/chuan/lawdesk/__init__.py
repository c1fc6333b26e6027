# SPDX-License-Identifier: Apache-2.0
"""Law desk: where officers work on the law: fill its gaps from official texts, confirm its values, try drafts.

Words: supplement (a value the province supplies for a gap, or confirms), spot (a place of the law files), review, draft,
trial (a draft beside the law), reach (which verifications a draft counts for), fate and effect (what it would change).
Doors: actions.supplements.propose_supplement, .propose_confirmation, .accept_supplement, .revoke_supplement; overlay.overlay
(given to the law); effects.register (rooms above say what a draft would do to their records); followers.register (rooms
above that keep something derived from the law); trial.tried_sql (the changed cycles as SQL).
Relies on: law (engine, corpus), documents (the page of the text), accounts, audit.
Never: changes the law files; a value counts only after a second person has accepted it; a trial writes nothing.
"""
