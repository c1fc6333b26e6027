# SPDX-License-Identifier: Apache-2.0
"""What programs may call, below /api/v1/. Each operation names its act; importing this module builds them all."""

from chuan.api.operations import campaigns, judging, products, reading, writing

__all__ = ["campaigns", "judging", "products", "reading", "writing"]
