# SPDX-License-Identifier: Apache-2.0
"""Acts of the room. Rows are locked in this order: job, mark, instrument, number series, chain of the audit.

The number is taken as late as possible and the audit entries come last: others wait for both until the act is over.
"""
