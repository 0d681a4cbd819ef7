/** What somebody may do (権限). A permission names a noun and a verb; an operation needs exactly one. */
export const PERMISSIONS = [
  'company.read',
  'company.write',
  'company.remove',
  'company.purge',
  'personal.read',
  'policy.read',
  'policy.write',
  'variant.read',
  'variant.write',
  'assessment.read',
  'assessment.run',
  'settings.read',
  'settings.write',
  'member.read',
  'member.write',
  'expert-link.read',
  'expert-link.write',
  'audit.read',
  'case.read',
  'case.write',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** Roles in an organisation (役割): owner 管理者, security 情報セキュリティ, legal 法務, broker 保険仲立人・代理店, underwriter 引受, auditor 監査, expert 外部専門家. */
export const ROLES = ['owner', 'security', 'legal', 'broker', 'underwriter', 'auditor', 'expert'] as const;
export type Role = (typeof ROLES)[number];

const READ_ESTIMATE = ['company.read', 'policy.read', 'variant.read', 'assessment.read'] as const;

/**
 * Who may do what: least privilege, as data. Names and telephone numbers in a register are seen with `personal.read` alone;
 * for everybody else the register is without its tables of people and contacts.
 */
export const GRANTS: Readonly<Record<Role, readonly Permission[]>> = {
  owner: PERMISSIONS,
  security: [
    ...READ_ESTIMATE,
    'company.write',
    'company.remove',
    'personal.read',
    'variant.write',
    'assessment.run',
    'settings.read',
    'member.read',
    'expert-link.read',
    'expert-link.write',
    'case.read',
    'case.write',
  ],
  legal: [
    ...READ_ESTIMATE,
    'company.write',
    'personal.read',
    'variant.write',
    'assessment.run',
    'settings.read',
    'member.read',
    'expert-link.read',
    'expert-link.write',
    'case.read',
    'case.write',
  ],
  broker: [...READ_ESTIMATE, 'policy.write', 'variant.write', 'assessment.run', 'settings.read'],
  underwriter: [...READ_ESTIMATE, 'assessment.run'],
  auditor: [...READ_ESTIMATE, 'settings.read', 'member.read', 'expert-link.read', 'audit.read', 'case.read'],
  expert: [...READ_ESTIMATE, 'case.read'],
};

/** What a link for an outside expert can carry at most: reading, and nothing about people. */
export const LINK_PERMISSIONS = [...READ_ESTIMATE, 'assessment.run'] as const satisfies readonly Permission[];

/** Tables of a register that hold names, addresses and telephone numbers of persons. */
export const PERSONAL_TABLES = ['people', 'contacts'] as const;
