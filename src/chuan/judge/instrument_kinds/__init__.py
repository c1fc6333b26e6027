# SPDX-License-Identifier: Apache-2.0
"""One module per family of instruments: reads its part of the JSON, asks the law, calls metrology, fills the sheet."""
