# SPDX-License-Identifier: Apache-2.0
"""Chuẩn: standards, metrology and quality for a Vietnamese province. Start at ARCHITECTURE.md."""

__version__ = "0.1.0"
