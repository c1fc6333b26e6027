# SPDX-License-Identifier: Apache-2.0
"""Measurement uncertainty after the GUM (JCGM 100:2008), and decisions on conformity that take it into account.

A measured value is stated with how well it is known: each input has a standard uncertainty, found from repeated
readings (type A) or otherwise (type B); the model carries them to the result; a coverage factor turns the combined
standard uncertainty into an interval. The propagation is GTC's (Measurement Standards Laboratory of New Zealand), which
also handles correlated inputs; it is loaded when a budget is first evaluated and is not seen outside this package.

Words: `inputs` (Input; type A and B), `budget` (Budget, Outcome, Expanded), `maths` (functions for models), `line`
(straight calibration line), `rounding` (two digits), `decisions` (guard bands, ILAC-G8, probability of conformity).
Doors: every module.
"""
