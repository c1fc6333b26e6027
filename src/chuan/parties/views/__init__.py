# SPDX-License-Identifier: Apache-2.0
"""Pages of parties, premises, and the people at them."""
