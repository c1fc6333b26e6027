# SPDX-License-Identifier: Apache-2.0
"""Filters, and what is entered."""
