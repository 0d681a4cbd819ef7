import * as assessments from './handlers/assessments.ts';
import { bundle as caseBundle } from './handlers/case-bundle.ts';
import * as caseClocks from './handlers/case-clocks.ts';
import { contacts as caseContacts } from './handlers/case-contacts.ts';
import * as caseFiles from './handlers/case-files.ts';
import * as caseMoney from './handlers/case-money.ts';
import * as cases from './handlers/cases.ts';
import * as companies from './handlers/companies.ts';
import * as running from './handlers/drill-running.ts';
import * as drills from './handlers/drills.ts';
import * as expertLinks from './handlers/expert-links.ts';
import * as imports from './handlers/imports.ts';
import * as invitations from './handlers/invitations.ts';
import { changes } from './handlers/live.ts';
import * as members from './handlers/members.ts';
import * as playbooks from './handlers/playbooks.ts';
import * as policies from './handlers/policies.ts';
import { compare as comparePolicies } from './handlers/policy-comparison.ts';
import * as push from './handlers/push.ts';
import * as round from './handlers/round.ts';
import * as session from './handlers/session.ts';
import * as settings from './handlers/settings.ts';
import { complete } from './handlers/setup.ts';
import * as variants from './handlers/variants.ts';
import { os } from './house/implement.ts';

/** Every operation with its handler. */
export const router = os.router({
  system: { about: session.about },
  setup: { complete },
  session: { me: session.me, list: session.list, revoke: session.revoke },
  organisations: { create: session.createOrganisation },
  settings: { get: settings.get, put: settings.put },
  members: { list: members.list, setRole: members.setRole, remove: members.remove },
  invitations: {
    list: invitations.list,
    create: invitations.create,
    cancel: invitations.cancel,
    look: invitations.look,
    accept: invitations.accept,
  },
  expertLinks: { list: expertLinks.list, create: expertLinks.create, revoke: expertLinks.revoke },
  companies: {
    list: companies.list,
    get: companies.get,
    create: companies.create,
    put: companies.put,
    remove: companies.remove,
    restore: companies.restore,
    purge: companies.purge,
    versions: companies.versions,
    version: companies.version,
    compare: companies.compare,
    preview: imports.preview,
    file: companies.file,
    inputs: companies.inputs,
    assess: assessments.assess,
    assessments: assessments.assessments,
    assessment: assessments.assessment,
    page: assessments.page,
  },
  policies: {
    list: policies.list,
    get: policies.get,
    check: policies.check,
    create: policies.create,
    put: policies.put,
    compare: comparePolicies,
    remove: policies.remove,
  },
  variants: { list: variants.list, create: variants.create, put: variants.put, remove: variants.remove },
  cases: {
    list: cases.list,
    open: cases.open,
    get: cases.get,
    facts: cases.facts,
    record: cases.record,
    timeline: cases.timeline,
    board: caseClocks.board,
    alarms: caseClocks.rang,
    calendar: caseClocks.calendar,
    liability: caseMoney.liability,
    ledger: caseMoney.ledger,
    ledgerCheck: caseMoney.ledgerCheck,
    contacts: caseContacts,
    bundle: caseBundle,
    photo: caseFiles.photo,
    file: caseFiles.file,
    playbooks: { list: playbooks.listOfCase, start: playbooks.start, step: playbooks.step },
  },
  drills: {
    scenarios: drills.scenarios,
    list: drills.list,
    start: drills.start,
    get: drills.get,
    act: running.act,
    jump: running.jump,
    pause: running.pause,
    abandon: running.abandon,
    end: running.end,
    lesson: running.lesson,
  },
  push: { state: push.state, subscribe: push.subscribe, unsubscribe: push.unsubscribe },
  round: { get: round.get, record: round.record, withdraw: round.withdraw, calendar: round.calendar },
  playbooks: { list: playbooks.list, get: playbooks.get, manual: playbooks.manual },
  audit: { list: settings.log },
  live: { changes },
  assess: { answers: assessments.answers, document: assessments.document },
  jnsa: assessments.jnsa,
  register: { check: assessments.check, read: imports.read, template: assessments.template },
});
export type Router = typeof router;

export { accessOf } from './house/authorise.ts';
export * from './house/context.ts';
export * from './house/demo.ts';
export { newSetUpToken, setUpOpen } from './house/setup.ts';
export { policyName } from './house/stored.ts';
export { newToken, tokenDigest } from './house/tokens.ts';
export { warm } from './house/warm.ts';
