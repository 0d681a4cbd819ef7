import { AXES } from '../compare/axes.ts';
import type { Policy } from '../schema/index.ts';
import { type AxisId, type DraftAnswers, UNKNOWN } from './answers.ts';
import { definitionsOf, exclusionsOf } from './clauses.ts';
import { limitsOf, partsOf } from './parts.ts';
import { given, type Read, sourceOf } from './said.ts';

/**
 * The policy the answers describe. Every axis nobody answered stands in `not_stated`; nothing is made up. The tree is
 * checked afterwards like any other policy file.
 */
export function draftPolicy(answers: DraftAnswers): Policy {
  const read: Read = {
    answers,
    said: (axis) => {
      const answer = answers.axes?.[axis];
      const isSaid =
        answer !== undefined &&
        answer !== UNKNOWN &&
        !('state' in answer && answer.state === UNKNOWN) &&
        canBeWritten(answers, axis);
      return isSaid ? (answer as never) : undefined;
    },
    src: (answer) => sourceOf(answers, answer),
  };
  const unanswered = AXES.map(({ id }) => id as AxisId).filter((axis) => read.said(axis) === undefined);
  const parts = partsOf(read);
  const definitions = definitionsOf(read);
  const exclusions = exclusionsOf(read);
  const riders = read.said('rider_limits');
  const consulting = read.said('consulting');
  const accepted = read.said('not_accepted');
  const bought = [...(riders?.bought ?? []), ...(riders?.interruption ? [riders.interruption.rider] : [])];
  return {
    id: answers.id,
    insurer: answers.insurer,
    ...given('product', answers.product),
    ...given('fictional', answers.fictional),
    ...(answers.form ? { forms: [answers.form] } : {}),
    ...given('period', answers.period),
    ...(answers.insured ? { insured: { named: answers.insured } } : {}),
    ...(Object.keys(definitions).length > 0 ? { definitions } : {}),
    limits: limitsOf(read, parts),
    parts,
    ...(exclusions.length > 0 ? { exclusions } : {}),
    ...(bought.length > 0 ? { riders: [...new Set(bought)] } : {}),
    ...given('riders_available', riders?.available),
    ...(consulting
      ? { services: consulting.services.map((service) => ({ ...service, ...read.src(consulting) })) }
      : {}),
    ...premiumOf(read),
    ...(accepted
      ? {
          eligibility: {
            ...given('bar', accepted.bar),
            ...given('maxRevenue', accepted.maxRevenue),
            ...read.src(accepted),
          },
        }
      : {}),
    ...(unanswered.length > 0 ? { not_stated: unanswered } : {}),
  };
}

/** What joining costs and what is taken off stand with the premium: without a premium they cannot be written down. */
function canBeWritten(answers: DraftAnswers, axis: AxisId): boolean {
  return (axis !== 'joining_cost' && axis !== 'security_discount') || answers.premiumYen !== undefined;
}

function premiumOf({ answers, said, src }: Read): Pick<Policy, 'premium'> {
  if (answers.premiumYen === undefined) return {};
  const joining = said('joining_cost');
  const discount = said('security_discount');
  return {
    premium: {
      amount: answers.premiumYen,
      ...(discount
        ? { discounts: { list: discount.list, combine: 'add', ...given('cap', discount.cap) } }
        : {}),
      ...given('onboardingCost', joining?.yen),
      ...src(discount ?? joining),
    },
  };
}
