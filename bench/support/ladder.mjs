// From the companies of the first fit, bare as they were there, to the example files, one part at a time. Each step keeps
// all the steps before it.
import { withGroups } from './study.mjs';

/** Groups of scenarios the first fit did not have. */
export const LATER_GROUPS = ['supplier', 'ddos'];
/** What the first fit knew of a company. */
const BARE_FACTS = [
  'industry',
  'revenue',
  'staff',
  'staff_stated',
  'listed',
  'shop',
  'others_data',
  'policy_held',
];
const CONTROLS = ['mfa', 'patch7', 'hardening', 'edr', 'backup_intact', 'ir_plan'];
/** A class of data counts for the one asset of a bare company from this many persons on: not for the few of its own staff. */
const MANY = 1000;

/** The steps from the bare company to the file: a name and the input to play. */
export function ladder(full) {
  const { data, subject, liabilities, policies } = full;
  const none = { policies: [], liabilities: new Map() };
  const bare = bareSubject(subject);
  const withAssets = { ...bare, assets: subject.assets, partnerStaff: subject.partnerStaff };
  const withFacts = { ...withAssets, stated: factsOf(subject, (name) => !CONTROLS.includes(name)) };
  const withControls = { ...withFacts, stated: subject.stated };
  const steps = [
    ['bare company, model of the first fit', { ...none, subject: bare, data: firstFitData(data) }],
    ['+ supplier and ddos', { ...none, subject: bare }],
    ['+ assets and systems as listed', { ...none, subject: withAssets }],
    ['+ facts of the organisation', { ...none, subject: withFacts }],
    ['+ controls', { ...none, subject: withControls }],
    ['+ all partners', { ...none, subject }],
    ['+ contracts', { subject, liabilities, policies: [] }],
    ['+ policies = the file', { subject, liabilities, policies }],
  ];
  return steps.map(([name, change]) => ({ name, input: { ...full, ...change } }));
}

export function firstFitData(data) {
  return withGroups(data, (id) => !LATER_GROUPS.includes(id));
}

/** A company of which only industry, size, persons and services are known, as the first fit had them. */
export function bareSubject(subject) {
  const { services, partners } = subject;
  const served = new Set(services.flatMap((service) => service.clients));
  return {
    ...subject,
    stated: factsOf(subject, (name) => BARE_FACTS.includes(name)),
    assets: [oneAsset(subject, served)],
    partners: partners.map((partner, number) =>
      served.has(number) ? partner : { ...partner, suffers: false, isMall: false },
    ),
    partnerStaff: false,
  };
}

/** All personal data as one asset on a site. */
function oneAsset({ assets }, served) {
  const sum = (key) => assets.reduce((total, asset) => total + Math.max(0, asset[key]), 0);
  const entrusted = sum('entrusted');
  return {
    id: 'data',
    name: 'data',
    persons: sum('persons'),
    dataClass:
      ['sensitive', 'financial'].find((worse) =>
        assets.some((asset) => asset.dataClass === worse && asset.persons > MANY),
      ) ?? 'contact',
    cards: 0,
    entrusted,
    owner: entrusted > 0 ? [...served][0] : undefined,
    postalShare: -1,
    valueYen: 0,
    internetFacing: 'yes',
    systemKinds: [],
    atProvider: true,
  };
}

function factsOf({ stated }, wanted) {
  return Object.fromEntries(Object.entries(stated).filter(([name]) => wanted(name)));
}
