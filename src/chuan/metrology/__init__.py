# SPDX-License-Identifier: Apache-2.0
"""Metrology: what a number means. Pure functions over Decimals, with formula, units and source."""
