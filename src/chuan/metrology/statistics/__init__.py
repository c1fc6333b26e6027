# SPDX-License-Identifier: Apache-2.0
"""Statistics for surveys, inspection and laboratories: from readings to what may be said about a lot or a method.

Sums, means and variances are exact (rational arithmetic on the decimals that were written) and rounded once, to 28
digits; what comes from a distribution (quantiles, probabilities) is a float. SciPy is loaded only when a quantile is
asked for.

Words: `summary` (mean, s, pooled), `intervals` (Clopper–Pearson, Wilson, mean), `surveys` (sample size, allocation,
stratified draw and estimate), `plans` (operating characteristics), `outliers` (Grubbs, Cochran), `charts` (Shewhart),
`ewma`, `precision` (ISO 5725-2), `anova`.
Doors: every module. Floats, ints, Decimals and numeric text may be given; a float stands for the decimal it is
written as (0.1 is one tenth).
"""
