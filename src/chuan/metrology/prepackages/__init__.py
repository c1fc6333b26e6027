# SPDX-License-Identifier: Apache-2.0
"""Prepackaged goods: is a lot short? One engine over rule sets that come in as data; it holds no number of the law.

Words: rule set (what one text prescribes), plan (a row of a sampling table), T (tolerable deficiency), T1 error (a package
short by more than T), T2 error (short by more than 2 T), census (every package of the lot is measured).
Doors: rule_set.RuleSet, lots.judge, tolerance.tolerable_deficiency, tare.net_of, labels.*, illicit_gain.illicit_gain.
Never: knows Django, a day, or a number printed in a text.
"""
