# SPDX-License-Identifier: Apache-2.0
"""The judge on the command line."""
