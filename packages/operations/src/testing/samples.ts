import { MARK, REGISTER, type TestHouse } from './house.ts';

const file = () => new File(['sonae: company/1\n'], 'company.yaml');
const POLICY = { file: 'x.yaml', source: 'id: x\n' };

/** For each operation an input that its schema takes, about what the first organisation keeps. */
export function samples(house: TestHouse): Readonly<Record<string, unknown>> {
  const { company, policy, variant, assessment, users, ids } = house;
  const document = REGISTER as unknown as Record<string, unknown>;
  const answers = { industry: 'ec', policy: 'none' };
  return {
    'system.about': undefined,
    'setup.complete': {
      token: 'x'.repeat(43),
      name: 'a',
      email: 'a@example.jp',
      password: 'x'.repeat(12),
      organisation: 'b',
    },
    'session.me': undefined,
    'session.list': undefined,
    'session.revoke': { session: 'x' },
    'organisations.create': { name: 'a' },
    'settings.get': undefined,
    'settings.put': { version: 1, settings: { name: MARK, language: 'ja', years: 100_000, tolerance: null } },
    'members.list': undefined,
    'members.setRole': { user: users.expert, role: 'expert' },
    'members.remove': { user: users.expert },
    'invitations.list': undefined,
    'invitations.create': { email: 'new@example.jp', role: 'auditor' },
    'invitations.cancel': { invitation: ids.ours },
    'invitations.look': { token: 'x'.repeat(43) },
    'invitations.accept': { token: 'x'.repeat(43) },
    'expertLinks.list': undefined,
    'expertLinks.create': { label: 'a', companies: [company] },
    'expertLinks.revoke': { link: ids.ours },
    'companies.list': undefined,
    'companies.get': { company },
    'companies.create': { document },
    'companies.put': { company, version: 1, document },
    'companies.remove': { company, version: 99 },
    'companies.restore': { company },
    'companies.purge': { company },
    'companies.versions': { company },
    'companies.compare': { company, from: 1, to: 1 },
    'companies.preview': { company, file: file() },
    'companies.file': { company, format: 'yaml' },
    'companies.inputs': { company },
    'companies.assess': { company, years: 1_000 },
    'companies.assessments': { company },
    'companies.assessment': { company, assessment },
    'companies.page': { company, assessment: ids.ours },
    'policies.list': undefined,
    'policies.get': { policy },
    'policies.check': POLICY,
    'policies.create': POLICY,
    'policies.put': { policy, version: 1, source: 'id: x\n' },
    'policies.compare': { policies: [policy] },
    'policies.remove': { policy, version: 99 },
    'variants.list': { company },
    'variants.create': { company, name: 'a', changes: [] },
    'variants.put': { company, variant, version: 99, name: 'a', changes: [] },
    'variants.remove': { company, variant, version: 99 },
    'audit.list': {},
    'live.changes': undefined,
    'assess.answers': { answers },
    'assess.document': { document },
    jnsa: { items: ['氏名'], persons: 1 },
    'register.check': { document },
    'register.read': { file: file() },
    'register.template': undefined,
  };
}
