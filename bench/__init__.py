# SPDX-License-Identifier: Apache-2.0
"""Benchmarks: ratios within one run. Times on shared machines mean nothing, and no test asserts them."""
