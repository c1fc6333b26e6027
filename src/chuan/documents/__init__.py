# SPDX-License-Identifier: Apache-2.0
"""Documents: files kept in the database, numbers without gaps, PDF/A, signatures, QR codes.

Words: stored file, number series, seal (the centre's electronic signature), check code.
Doors: actions.store_file, actions.next_number, pdf.compile_pdf, signing.sign_pdf, qr.qr_svg, check_codes.check_code.
Relies on: typst, pyHanko, segno; law documents/*.
Never: knows what a certificate certifies (verification).
"""
