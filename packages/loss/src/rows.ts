import { pow, type RowSource } from '@sonae/engine';
import type { GroupRow, LossModelData } from './data.ts';
import { type ExposedAsset, type Subject, UNSTATED } from './subject.ts';

/** Numbers a row brings into the formulas, in this order. */
export const ROW_INPUTS = [
  'share',
  'held',
  'known',
  'n_financial',
  'n_sensitive',
  'cards',
  'entrusted',
  'total_held',
  'postal',
  'value',
  'sales',
  'sales_total',
  'business',
] as const;
type Inputs = Record<(typeof ROW_INPUTS)[number], number>;

/** One scenario: a cause meeting an asset, a service, or the whole company. */
export type Scenario = {
  readonly id: string;
  readonly group: string;
  readonly cause: string;
  readonly asset?: string;
  readonly service?: string;
  /** Name of the asset or service, for people. */
  readonly of?: string;
};

export type ScenarioRow = { readonly scenario: Scenario; readonly row: RowSource };

/** The causes of accidents by kind of business, in the order of the register's list (B1–B6). */
const ACCIDENT_CAUSES = [
  'defect',
  'capacity',
  'miscalculation',
  'data_deletion',
  'data_deletion',
  'service_stop',
];

/** The rows of a group for a subject. The rate of a group is shared out, so listing an asset twice changes nothing. */
export function rowsOfGroup(data: LossModelData, group: string, subject: Subject): ScenarioRow[] {
  const definition = data.groups[group];
  switch (definition.scope) {
    case 'company':
      return [companyRow(group, definition, subject)];
    case 'site':
      return [
        {
          scenario: { id: group, group, cause: firstCause(definition) },
          row: rowOf(group, { share: 1 }, []),
        },
      ];
    case 'asset':
      return assetRows(group, definition, subject, subject.assets);
    case 'provider':
      return assetRows(
        group,
        definition,
        subject,
        subject.assets.filter((asset) => asset.atProvider),
      );
    case 'service':
      return serviceRows(group, subject);
  }
}

function companyRow(group: string, definition: GroupRow, subject: Subject): ScenarioRow {
  const inputs = { share: 1, ...exposure(subject.assets), total_held: totalHeld(subject) };
  const partners = subject.partners.map((_, number) => number).filter((number) => isHit(subject, number));
  return {
    scenario: { id: group, group, cause: firstCause(definition) },
    row: rowOf(group, inputs, partners),
  };
}

function assetRows(
  group: string,
  definition: GroupRow,
  subject: Subject,
  assets: readonly ExposedAsset[],
): ScenarioRow[] {
  const chosen = preferred(definition, assets);
  const weights = chosen.map((asset) => pow(Math.max(1, personsOf(asset)), 0.3));
  const total = weights.reduce((a, b) => a + b, 0);
  const causes = causesFor(definition, subject);
  return chosen.flatMap((asset, i) =>
    Object.entries(causes).map(([cause, share]): ScenarioRow => {
      const id = `${group}/${asset.id}/${cause}`;
      const inputs = {
        share: (share * weights[i]) / total,
        ...exposure([asset]),
        total_held: totalHeld(subject),
      };
      const partners = asset.owner === undefined ? malls(subject) : [asset.owner];
      return {
        scenario: { id, group, cause, asset: asset.id, of: asset.name },
        row: rowOf(id, inputs, partners),
      };
    }),
  );
}

function serviceRows(group: string, subject: Subject): ScenarioRow[] {
  const unlisted = subject.services.some((service) => service.sales < 0);
  const total = unlisted ? UNSTATED : subject.services.reduce((sum, service) => sum + service.sales, 0);
  return subject.services
    .filter((service) => service.clients.length > 0)
    .map((service): ScenarioRow => {
      const id = `${group}/${service.id}`;
      const cause = ACCIDENT_CAUSES[service.business];
      return {
        scenario: { id, group, cause, service: service.id, of: service.name },
        row: rowOf(
          id,
          { share: 1, sales: service.sales, sales_total: total, business: service.business },
          service.clients,
        ),
      };
    });
}

/** The assets a cause prefers, or all where none fits. */
function preferred({ prefer }: GroupRow, assets: readonly ExposedAsset[]): readonly ExposedAsset[] {
  if (!prefer) return assets;
  const fitting = assets.filter(
    (asset) =>
      (prefer.internetFacing === true && asset.internetFacing === 'yes') ||
      prefer.systemKinds?.some((kind) => asset.systemKinds.includes(kind)),
  );
  return fitting.length > 0 ? fitting : assets;
}

/** Shares of the causes; what nobody here can do goes to the first cause. */
function causesFor({ causes }: GroupRow, subject: Subject): Record<string, number> {
  const { partner_staff, ...others } = causes;
  if (partner_staff === undefined || subject.partnerStaff) return causes;
  const [first, share] = Object.entries(others)[0];
  return { ...others, [first]: share + partner_staff };
}

/** What an event that takes all these assets can take. */
function exposure(assets: readonly ExposedAsset[]): Partial<Inputs> {
  const unknownPersons = assets.some((asset) => asset.persons < 0);
  const unknownKinds = assets.some((asset) => asset.dataClass === undefined);
  const known = assets.reduce((sum, asset) => sum + Math.max(0, asset.persons), 0);
  const ofClass = (dataClass: ExposedAsset['dataClass']) =>
    assets
      .filter((asset) => asset.dataClass === dataClass)
      // A class whose size is unknown is marked by one person; the formulas take all persons then.
      .reduce((sum, asset) => sum + (asset.persons < 0 ? 1 : asset.persons), 0);
  const withPostal = assets.filter((asset) => asset.postalShare >= 0 && asset.persons > 0);
  const postalPersons = withPostal.reduce((sum, asset) => sum + asset.persons, 0);
  const postal = withPostal.reduce((sum, asset) => sum + asset.persons * asset.postalShare, 0);
  return {
    held: unknownPersons ? UNSTATED : known,
    known,
    n_financial: ofClass('financial'),
    n_sensitive: unknownKinds ? UNSTATED : ofClass('sensitive'),
    cards: assets.some((a) => a.cards < 0) ? UNSTATED : assets.reduce((sum, a) => sum + a.cards, 0),
    entrusted: assets.some((a) => a.entrusted < 0)
      ? UNSTATED
      : assets.reduce((sum, a) => sum + a.entrusted, 0),
    postal: postalPersons > 0 ? postal / postalPersons : UNSTATED,
    value: assets.reduce((sum, a) => sum + a.valueYen, 0),
  };
}

function rowOf(id: string, inputs: Partial<Inputs>, partners: readonly number[]): RowSource {
  return { id, inputs: ROW_INPUTS.map((name) => inputs[name] ?? 0), partners };
}

function totalHeld({ assets }: Subject): number {
  if (assets.some((asset) => asset.persons < 0)) return UNSTATED;
  return assets.reduce((sum, asset) => sum + asset.persons, 0);
}

function personsOf(asset: ExposedAsset): number {
  return Math.max(0, asset.persons) + Math.max(0, asset.entrusted);
}

/** Partners that suffer when everything stops: clients, malls, and those whose data is held. */
function isHit(subject: Subject, number: number): boolean {
  return subject.partners[number].suffers || subject.assets.some((asset) => asset.owner === number);
}

function malls(subject: Subject): number[] {
  return subject.partners.map((_, number) => number).filter((number) => subject.partners[number].isMall);
}

function firstCause({ causes }: GroupRow): string {
  return Object.keys(causes)[0];
}
