// SPDX-License-Identifier: Apache-2.0
// The door of the judge in JavaScript, for the field app, our pages and Node: JSON values in, JSON values out, the same as
// from the server. How it stays the same: docs/explanation/algorithms/javascript-twin.md.
//
//   import { Law, judgeLot } from "/static/judge/judge.js";
//   const law = new Law(await (await fetch("/luat/law.json")).json());
//   judgeLot({ rule_set: "vn-tt21-2014", on: "2026-05-01", nominal: { value: "500", unit: "g" }, … }, law).verdict

export { draw } from "./draws.js";
export { Refusal } from "./errors.js";
export { judgeGain, judgeLabel } from "./goods.js";
export { FAMILIES, judgeInstrument } from "./instruments.js";
export { Law } from "./law.js";
export { judgeLot } from "./lots.js";
export { levelOf } from "./risk.js";
export { ruleSetIds } from "./rule-sets.js";
