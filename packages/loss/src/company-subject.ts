import type { Truth } from '@sonae/core';
import { dataKindOf, industries, industryOf } from '@sonae/knowledge';
import type { Asset, Company, Organisation, System } from '@sonae/register';
import { BUSINESSES } from '@sonae/register';
import {
  type ExposedAsset,
  type ExposedPartner,
  type SoldService,
  type Subject,
  UNSTATED,
} from './subject.ts';

/** Reads a register as the subject of the loss model. */
export function companySubject(company: Company): Subject {
  const partners = company.partners ?? [];
  const partnerNumber = new Map(partners.map((partner, number) => [partner.id, number]));
  const systems = new Map((company.systems ?? []).map((system) => [system.id, system]));
  const assets = (company.assets ?? []).map((asset) => exposedAsset(asset, systems, partnerNumber));
  return {
    name: company.organisation.name,
    stated: statedFacts(company, assets),
    assets,
    services: (company.services ?? []).map(
      (service): SoldService => ({
        id: service.id,
        name: service.name,
        business: BUSINESSES.indexOf(service.business),
        sales: numberOf(service.yearlySalesYen) ?? 0,
        clients: (service.clients ?? []).map((id) => partnerNumber.get(id)).filter((n) => n !== undefined),
      }),
    ),
    partners: partners.map(
      (partner, number): ExposedPartner => ({
        id: partner.id,
        name: partner.name,
        count: partner.count ?? 1,
        suffers: partner.role === 'client' || partner.role === 'mall',
        isMall: partner.role === 'mall',
        persons:
          assets
            .filter((asset) => asset.owner === number)
            .reduce((sum, asset) => sum + Math.max(0, asset.entrusted), 0) / (partner.count ?? 1),
      }),
    ),
    partnerStaff: partners.some(({ role }) => role === 'supplier' || role === 'processor'),
  };
}

function exposedAsset(
  asset: Asset,
  systems: ReadonlyMap<string, System>,
  partnerNumber: ReadonlyMap<string, number>,
): ExposedAsset {
  const held = (asset.systems ?? []).map((id) => systems.get(id)).filter((system) => system !== undefined);
  const persons = numberOf(asset.persons) ?? UNSTATED;
  const classes = new Set<string>(asset.kinds.map((kind) => dataKindOf(kind)?.class ?? 'contact'));
  const cards = numberOf(asset.cards) ?? (classes.has('card') ? UNSTATED : 0);
  const personal = [...classes].some((c) => c !== 'secret');
  const owned = asset.owner === undefined;
  return {
    id: asset.id,
    name: asset.name,
    persons: personal && owned ? persons : 0,
    dataClass: classes.has('sensitive') ? 'sensitive' : classes.has('financial') ? 'financial' : 'contact',
    cards: owned ? cards : 0,
    entrusted: personal && !owned ? persons : 0,
    owner: asset.owner === undefined ? undefined : partnerNumber.get(asset.owner),
    postalShare: numberOf(asset.postalShare) ?? UNSTATED,
    // High-level encryption keeps what left unreadable.
    valueYen: asset.encrypted === 'yes' ? 0 : (asset.valueYen ?? 0),
    internetFacing: facing(held),
    systemKinds: held.map((system) => system.kind),
    atProvider: held.some(({ hosting, provider }) => provider !== undefined || isOutside(hosting)),
  };
}

function isOutside(hosting: System['hosting']): boolean {
  return hosting === 'hosted' || hosting === 'cloud' || hosting === 'saas';
}

function facing(systems: readonly System[]): Truth {
  if (systems.some((system) => system.internetFacing === 'yes')) return 'yes';
  return systems.length > 0 && systems.every((system) => system.internetFacing === 'no') ? 'no' : 'unknown';
}

/** Facts of the organisation and its controls under the names of the loss model. */
function statedFacts(company: Company, assets: readonly ExposedAsset[]): Record<string, number> {
  const { organisation: o } = company;
  const stated: Record<string, number | undefined> = {
    industry: industryNumber(o),
    revenue: numberOf(o.revenueYen),
    staff: numberOf(o.staff),
    staff_stated: numberOf(o.staff),
    listed: yesNo(o.listed) ?? 0,
    gross_margin: numberOf(o.grossMargin),
    sales_recovered: numberOf(o.salesRecovered),
    consumer_share: numberOf(o.consumerShare),
    online_share: numberOf(o.onlineSalesShare),
    shop: shopOf(company),
    work_days: numberOf(o.workWithoutSystemsDays),
    dependence: numberOf(o.workWithoutSystemsDays) === undefined ? undefined : 1,
    response_quality: qualityOf(o.responseQuality),
    policy_held: 1,
    others_data: assets.some((asset) => asset.owner !== undefined) ? 1 : 0,
    // Questions about data the register answers row by row are not open.
    unknown_persons: assets.some((asset) => asset.persons < 0) ? undefined : 1,
    unknown_cards: assets.some((asset) => asset.cards < 0) ? undefined : 0,
    unknown_sensitive: 0,
    unknown_financial: 0,
  };
  for (const control of company.controls ?? []) stated[control.id] = yesNo(control.status);
  return Object.fromEntries(
    Object.entries(stated).filter((entry): entry is [string, number] => entry[1] !== undefined),
  );
}

function industryNumber({ industry }: Organisation): number | undefined {
  const row = industry === undefined ? undefined : industryOf(industry);
  return row && industries.indexOf(row);
}

/** Whether the own site takes orders: said by a system or by the share of sales; no where all systems are listed. */
function shopOf(company: Company): number | undefined {
  const systems = company.systems ?? [];
  if (systems.some((system) => system.kind === 'web_shop')) return 1;
  const share = numberOf(company.organisation.onlineSalesShare);
  if (share !== undefined) return share > 0 ? 1 : 0;
  return systems.length > 0 ? 0 : undefined;
}

export function qualityOf(quality: string | undefined): number | undefined {
  const number = ['good', 'ordinary', 'poor'].indexOf(quality ?? '');
  return number < 0 ? undefined : number;
}

export function yesNo(truth: string | undefined): number | undefined {
  return truth === 'yes' ? 1 : truth === 'no' ? 0 : undefined;
}

export function numberOf(value: number | string | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
