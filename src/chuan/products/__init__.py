# SPDX-License-Identifier: Apache-2.0
"""Products: what the law regulates, who makes or sells it, what they declare, and the documents they declare by.

Words: regulated product, goods, declaration of conformity, key product, normative document.
Doors: queries, actions.
Relies on: law products/*, risk/*, conformity/*; parties; imports; documents.
Never: inspects or fines.
"""
