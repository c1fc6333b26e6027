# SPDX-License-Identifier: Apache-2.0
"""The law on the command line."""
