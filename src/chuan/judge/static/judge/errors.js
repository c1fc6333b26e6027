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
export class NoToleranceKnown extends ImpossibleInput { static code = "metrology.no-tolerance-known"; }
export class NoPlanKnown extends ImpossibleInput { static code = "metrology.no-plan-known"; }
export class LotTooLarge extends ImpossibleInput { static code = "metrology.lot-too-large"; }
export class NotAWholeNumber extends ImpossibleInput { static code = "metrology.not-a-whole-number"; }
export class SampleLargerThanLot extends ImpossibleInput { static code = "metrology.sample-larger-than-lot"; }
export class NoReadings extends ImpossibleInput { static code = "metrology.no-readings"; }
export class OnePackage extends ImpossibleInput { static code = "metrology.one-package"; }
export class TooFewReadings extends ImpossibleInput { static code = "metrology.too-few-readings"; }
export class NoSuchClass extends ImpossibleInput { static code = "metrology.no-such-class"; }
export class NoSuchScale extends ImpossibleInput { static code = "metrology.no-such-scale"; }
export class BeyondCapacity extends ImpossibleInput { static code = "metrology.beyond-capacity"; }
export class NoLimitThere extends ImpossibleInput { static code = "metrology.no-limit-there"; }
export class ProvesNothing extends ImpossibleInput { static code = "metrology.proves-nothing"; }
export class StandardNotFit extends ImpossibleInput { static code = "metrology.standard-not-fit"; }
export class ContradictoryInput extends ImpossibleInput { static code = "metrology.contradiction"; }
export class MissingKey extends ImpossibleInput { static code = "judge.missing-key"; }
export class UnknownKey extends ImpossibleInput { static code = "judge.unknown-key"; }
export class NotAList extends ImpossibleInput { static code = "judge.not-a-list"; }
export class NotADay extends ImpossibleInput { static code = "judge.not-a-day"; }
export class NoSuchRuleSet extends ImpossibleInput { static code = "judge.no-such-rule-set"; }
export class RuleSetEnded extends ImpossibleInput { static code = "judge.rule-set-ended"; }
export class NotAChoice extends ImpossibleInput { static code = "judge.not-a-choice"; }
export class NotATruthValue extends ImpossibleInput { static code = "judge.not-a-truth-value"; }
export class NotAnObjectHere extends ImpossibleInput { static code = "judge.not-an-object-here"; }
export class NoSuchKind extends ImpossibleInput { static code = "judge.no-such-kind"; }
export class DoubleSampleSize extends ImpossibleInput { static code = "metrology.double-sample-size"; }
export class CountsDiffer extends ImpossibleInput { static code = "metrology.counts-differ"; }
export class TareRuleUnknown extends ImpossibleInput { static code = "metrology.tare-rule-unknown"; }
export class IndividualTaresNeeded extends ImpossibleInput { static code = "metrology.individual-tares-needed"; }
export class NoSuchRule extends ImpossibleInput { static code = "metrology.no-such-rule"; }
export class NotWholeItems extends ImpossibleInput { static code = "metrology.not-whole-items"; }
export class DoesNotFit extends ImpossibleInput { static code = "judge.does-not-fit"; }
