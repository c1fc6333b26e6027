// SPDX-License-Identifier: Apache-2.0
// Is the scale good enough to judge such packages with it? The twin of chuan.metrology.prepackages.scale.

import { Decimal, plain } from "../../decimals.js";
import { holds } from "./tolerance.js";

/** What speaks against a scale of that interval and error; quantities in g or ml. Nothing where no rule is known. */
export function scaleWarnings(rules, { nominal, deficiency, interval, error }) {
  const rule = rules.scale;
  const found = [];
  const limits = rule.largestInterval.filter((band) => holds(band, nominal)).map((band) => band.absolute);
  if (rule.intervalDivisor !== null) limits.push(deficiency.div(rule.intervalDivisor));
  if (interval !== null && limits.length && interval.gt(Decimal.min(...limits))) {
    found.push({ code: "scale-too-coarse", interval: plain(interval), limit: plain(Decimal.min(...limits)) });
  }
  if (error !== null && rule.errorDivisor !== null) {
    const limit = deficiency.div(rule.errorDivisor);
    if (error.gt(limit)) found.push({ code: "scale-error-too-large", error: plain(error), limit: plain(limit) });
  }
  return found;
}
