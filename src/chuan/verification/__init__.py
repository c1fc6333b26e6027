# SPDX-License-Identifier: Apache-2.0
"""Verification: the technical centre's jobs, from order to certificate and mark.

Words: order, job, reading, finding, measurement standard, mark, certificate, rejection notice (VIM, VIML).
Doors: queries.certificates_issued, actions.issue_certificate, actions.revoke_certificate.
Relies on: law verification/cycles/*, verification/mpe/*, verification/procedures/*; metrology.dispenser; documents.
Never: decides penalties (inspection), keeps instruments (registry).
"""
