// SPDX-License-Identifier: Apache-2.0
// What is refused, with the codes of the server; the words are the page's business. `where` names the place in the input.

/** The root: `code` is stable for ever, `data` says which. */
export class Refusal extends Error {
  static code = "chuan.error";

  /** @param {Record<string, unknown>} data */
  constructor(data = {}) {
    super(new.target.code);
    this.code = new.target.code;
    this.data = data;
  }
}

export class NoLawInForce extends Refusal { static code = "law.no-law-in-force"; }
export class LawUnknown extends Refusal { static code = "law.unknown"; }
export class NoSuchParameter extends Refusal { static code = "law.no-such-parameter"; }

export class ImpossibleInput extends Refusal { static code = "metrology.impossible-input"; }
export class NotANumber extends ImpossibleInput { static code = "metrology.not-a-number"; }
export class Negative extends ImpossibleInput { static code = "metrology.not-positive"; }
export class TooLarge extends ImpossibleInput { static code = "metrology.too-large"; }
export class UnknownUnit extends ImpossibleInput { static code = "metrology.unknown-unit"; }
export class UnfitUnit extends ImpossibleInput { static code = "metrology.unfit-unit"; }
export class DrawImpossible extends ImpossibleInput { static code = "metrology.draw-impossible"; }
