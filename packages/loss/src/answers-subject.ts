import { dataKindOf, industries, industryOf } from '@sonae/knowledge';
import { type Answers, BUSINESSES } from '@sonae/register';
import { numberOf, qualityOf, yesNo } from './company-subject.ts';
import {
  type ExposedAsset,
  type ExposedPartner,
  type SoldService,
  type Subject,
  UNSTATED,
} from './subject.ts';

/** Firms an IT vendor is taken to serve where it lists none. src: judgement, the size of the example vendor. */
const TYPICAL_CLIENTS = 25;

/** Reads the five answers as the subject of the loss model. What was not answered is drawn from what is usual. */
export function answersSubject(answers: Answers, name: string): Subject {
  const partners: ExposedPartner[] = [];
  const add = (id: string, count: number, persons: number): number =>
    partners.push({ id, name: id, count, suffers: true, isMall: false, persons }) - 1;
  const principal = answers.othersData === 'no' ? undefined : add('principal', 1, UNSTATED);
  const industry = answers.industry === 'unknown' ? undefined : industryOf(answers.industry);
  const mayServe = industry === undefined || industry.id === 'it';
  const clients = mayServe ? [add('client', TYPICAL_CLIENTS, 0)] : [];
  return {
    name,
    stated: statedFacts(answers, industry && industries.indexOf(industry)),
    assets: [heldData(answers, principal)],
    services: mayServe ? servicesOf(clients) : [],
    partners,
    partnerStaff: true,
  };
}

function servicesOf(clients: readonly number[]): SoldService[] {
  return BUSINESSES.map((id, business) => ({ id, name: id, business, sales: UNSTATED, clients }));
}

function heldData({ persons, dataKinds, othersData }: Answers, owner: number | undefined): ExposedAsset {
  const classes =
    dataKinds === 'unknown'
      ? undefined
      : new Set<string>(dataKinds.map((kind) => dataKindOf(kind)?.class ?? 'contact'));
  const dataClass = classes?.has('sensitive')
    ? 'sensitive'
    : classes?.has('financial')
      ? 'financial'
      : 'contact';
  return {
    id: 'data',
    name: '個人情報',
    persons: numberOf(persons) ?? UNSTATED,
    dataClass: classes && dataClass,
    // Whether card numbers pass is a fact of its own; how many is not asked.
    cards: classes === undefined || classes.has('card') ? UNSTATED : 0,
    entrusted: othersData === 'no' ? 0 : UNSTATED,
    owner,
    postalShare: UNSTATED,
    valueYen: 0,
    internetFacing: 'unknown',
    systemKinds: [],
    atProvider: true,
  };
}

function statedFacts(answers: Answers, industry: number | undefined): Record<string, number> {
  const { organisation: o, dataKinds, persons } = answers;
  const classOf = (wanted: string) =>
    dataKinds === 'unknown'
      ? undefined
      : dataKinds.some((kind) => dataKindOf(kind)?.class === wanted)
        ? 1
        : 0;
  const stated: Record<string, number | undefined> = {
    industry,
    revenue: numberOf(answers.revenueYen),
    staff: numberOf(answers.staff),
    staff_stated: numberOf(answers.staff),
    work_days: numberOf(answers.workWithoutSystemsDays),
    dependence: numberOf(answers.workWithoutSystemsDays) === undefined ? undefined : 1,
    others_data: yesNo(answers.othersData),
    unknown_persons: numberOf(persons) === undefined ? undefined : 1,
    unknown_sensitive: classOf('sensitive'),
    unknown_financial: classOf('financial'),
    unknown_cards: classOf('card'),
    policy_held: answers.policy === 'unknown' ? undefined : 1,
    listed: yesNo(o.listed),
    gross_margin: numberOf(o.grossMargin),
    sales_recovered: numberOf(o.salesRecovered),
    consumer_share: numberOf(o.consumerShare),
    online_share: numberOf(o.onlineSalesShare),
    shop:
      numberOf(o.onlineSalesShare) === undefined
        ? undefined
        : Number(numberOf(o.onlineSalesShare)) > 0
          ? 1
          : 0,
    response_quality: qualityOf(o.responseQuality),
    ...Object.fromEntries(
      Object.entries(answers.controls).map(([control, truth]) => [control, yesNo(truth)]),
    ),
  };
  return Object.fromEntries(
    Object.entries(stated).filter((entry): entry is [string, number] => entry[1] !== undefined),
  );
}
