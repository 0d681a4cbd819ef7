import type { Text } from '@sonae/core';
import type { Company } from '@sonae/register';

export type PersonRole = NonNullable<Company['people']>[number]['role'];

/** Words of the company's own register that a scenario speaks with, and what the register does not hold. */
export type Words = {
  readonly words: Readonly<Record<string, Text>>;
  /** Tables of the register that had nothing to draw from; general words stand in. */
  readonly missing: readonly string[];
};

const same = (text: string): Text => ({ ja: text, en: text });
const count = (value: number): Text => same(value.toLocaleString('en-US'));

/**
 * Draws from the register (自社の台帳から引く). The choice is the one that hurts most: the largest holding of persons, the client with the shortest
 * notice, the processor that is paid most. The same register gives the same drill, so results can be compared.
 */
export function wordsOf(company: Company | undefined): Words {
  const missing: string[] = [];
  const draw = (table: string, drawn: Text | undefined, general: Text): Text => {
    if (drawn === undefined) missing.push(table);
    return drawn ?? general;
  };
  const assets = company?.assets ?? [];
  const personsOf = (asset: (typeof assets)[number]) =>
    typeof asset.persons === 'number' ? asset.persons : 0;
  const biggest = most(
    assets.filter((asset) => personsOf(asset) > 0),
    personsOf,
  );
  const myNumber = most(
    assets.filter(({ kinds }) => kinds.includes('my_number')),
    personsOf,
  );
  const partners = new Map((company?.partners ?? []).map((partner) => [partner.id, partner]));
  const noticed = (company?.contracts ?? []).filter(
    ({ noticeHours, side }) => noticeHours !== undefined && side === 'we_supply',
  );
  const strictest = most(
    noticed.length > 0 ? noticed : (company?.contracts ?? []),
    ({ noticeHours = 1e6 }) => -noticeHours,
  );
  const processor = most(
    [...partners.values()].filter(({ role }) => role === 'processor'),
    ({ yearlySalesYen }) => (typeof yearlySalesYen === 'number' ? yearlySalesYen : 0),
  );
  const system = company?.systems?.find(({ kind }) => kind === 'core_business') ?? company?.systems?.[0];
  const insurer = company?.contacts?.find(({ area }) => area === 'insurer');
  const name = (id: string | undefined) => (id === undefined ? undefined : partners.get(id)?.name);
  const optional = (text: string | undefined) => (text === undefined ? undefined : same(text));
  const words = {
    company: draw('organisation', optional(company?.organisation.name), { ja: '当社', en: 'our company' }),
    asset: draw('assets', optional(biggest?.name), { ja: '顧客名簿', en: 'the customer list' }),
    persons: draw('assets.persons', biggest && count(personsOf(biggest)), count(1_200)),
    staffAsset: draw('assets.my_number', optional(myNumber?.name), {
      ja: '従業員の名簿',
      en: 'the list of employees',
    }),
    staff: draw('assets.my_number', myNumber && count(personsOf(myNumber)), count(80)),
    client: draw('contracts', optional(name(strictest?.partner)), {
      ja: '主要な取引先',
      en: 'a major client',
    }),
    contract: draw('contracts', optional(strictest?.title), {
      ja: '業務委託契約',
      en: 'the service agreement',
    }),
    notice: draw(
      'contracts.noticeHours',
      strictest?.noticeHours === undefined
        ? undefined
        : { ja: `${strictest.noticeHours}時間以内`, en: `within ${strictest.noticeHours} hours` },
      { ja: '直ちに', en: 'at once' },
    ),
    processor: draw('partners.processor', optional(processor?.name), { ja: '委託先', en: 'the processor' }),
    system: draw('systems', optional(system?.name), { ja: '基幹システム', en: 'the core system' }),
    insurer: draw('contacts.insurer', optional(insurer?.firm), { ja: '保険会社', en: 'the insurer' }),
  };
  return { words, missing: [...new Set(missing)] };
}

/** The text with its words in place. */
export function spoken(text: Text, { words }: Words): Text {
  const fill = (language: 'ja' | 'en') =>
    text[language].replace(/\{([a-zA-Z]+)\}/g, (all, name: string) => words[name]?.[language] ?? all);
  return { ja: fill('ja'), en: fill('en') };
}

function most<T>(rows: readonly T[], of: (row: T) => number): T | undefined {
  return rows.reduce<T | undefined>(
    (best, row) => (best === undefined || of(row) > of(best) ? row : best),
    undefined,
  );
}
