import type { ComponentType } from 'react';
import type { Needs } from './api/me.ts';
import type shell from './i18n/areas/shell.ja.ts';

/** A page of the app. */
export type PageEntry = {
  readonly path: string;
  /** Key of its name in the area `shell`, `pages.…`. */
  readonly name: keyof typeof shell.pages;
  /** Whom it is for; others are told so, or asked to sign in. */
  readonly needs: Needs;
  /** Areas of texts it shows. */
  readonly areas: readonly string[];
  readonly load: () => Promise<{ readonly default: ComponentType }>;
  /** Pressed after `g`. */
  readonly key?: string;
  /** Whether the navigation shows it; `company` pages need one to be about. */
  readonly menu?: 'company' | 'house';
};

/** The one list of pages. Each is a folder under pages/ with its own area of texts, loaded when it is first opened. */
export const PAGES: readonly PageEntry[] = [
  {
    path: '/',
    name: 'home',
    needs: 'member',
    areas: ['home'],
    load: () => import('./pages/home/home-page.tsx'),
    key: 'h',
    menu: 'house',
  },
  {
    path: '/cases',
    name: 'cases',
    needs: 'case.read',
    areas: ['cases'],
    load: () => import('./pages/cases/cases-page.tsx'),
    key: 'd',
    menu: 'house',
  },
  {
    path: '/cases/$case',
    name: 'case',
    needs: 'case.read',
    areas: ['cases', 'case-room'],
    load: () => import('./pages/case/case-page.tsx'),
  },
  {
    path: '/cases/$case/playbooks',
    name: 'casePlaybooks',
    needs: 'case.read',
    areas: ['response'],
    load: () => import('./pages/case-playbooks/case-playbooks-page.tsx'),
  },
  {
    path: '/playbooks',
    name: 'playbooks',
    needs: 'case.read',
    areas: ['response'],
    load: () => import('./pages/playbooks/playbooks-page.tsx'),
  },
  {
    path: '/playbooks/$playbook',
    name: 'playbooks',
    needs: 'case.read',
    areas: ['response'],
    load: () => import('./pages/playbooks/playbook-page.tsx'),
  },
  {
    path: '/drills',
    name: 'drills',
    needs: 'case.read',
    areas: ['drills'],
    load: () => import('./pages/drills/drills-page.tsx'),
    key: 'p',
    menu: 'house',
  },
  {
    path: '/drills/$drill',
    name: 'drill',
    needs: 'case.read',
    areas: ['drills'],
    load: () => import('./pages/drill/drill-page.tsx'),
  },
  {
    path: '/c/$company/estimate',
    name: 'estimate',
    needs: 'assessment.read',
    areas: ['estimate'],
    load: () => import('./pages/estimate/estimate-page.tsx'),
    key: 'e',
    menu: 'company',
  },
  {
    path: '/c/$company/register',
    name: 'register',
    needs: 'company.read',
    areas: ['register'],
    load: () => import('./pages/register/register-page.tsx'),
    key: 'r',
    menu: 'company',
  },
  {
    path: '/insurance',
    name: 'insurance',
    needs: 'policy.read',
    areas: ['insurance'],
    load: () => import('./pages/insurance/insurance-page.tsx'),
    key: 'i',
    menu: 'house',
  },
  {
    path: '/c/$company/contracts',
    name: 'contracts',
    needs: 'company.read',
    areas: ['contracts'],
    load: () => import('./pages/contracts/contracts-page.tsx'),
    key: 'k',
    menu: 'company',
  },
  {
    path: '/c/$company/controls',
    name: 'controls',
    needs: 'company.read',
    areas: ['controls'],
    load: () => import('./pages/controls/controls-page.tsx'),
    key: 't',
    menu: 'company',
  },
  {
    path: '/c/$company/round',
    name: 'round',
    needs: 'company.read',
    areas: ['round'],
    load: () => import('./pages/round/round-page.tsx'),
    key: 'y',
    menu: 'company',
  },
  {
    path: '/questions',
    name: 'questions',
    needs: 'member',
    areas: ['questions'],
    load: () => import('./pages/questions/questions-page.tsx'),
    key: 'q',
    menu: 'house',
  },
  {
    path: '/settings',
    name: 'settings',
    needs: 'member',
    areas: ['settings'],
    load: () => import('./pages/settings/settings-page.tsx'),
    key: 's',
    menu: 'house',
  },
  {
    path: '/settings/$part',
    name: 'settings',
    needs: 'member',
    areas: ['settings'],
    load: () => import('./pages/settings/settings-page.tsx'),
  },
  {
    path: '/account',
    name: 'account',
    needs: 'person',
    areas: ['account'],
    load: () => import('./pages/account/account-page.tsx'),
  },
  {
    path: '/sign-in',
    name: 'signIn',
    needs: 'anyone',
    areas: ['account'],
    load: () => import('./pages/sign-in/sign-in-page.tsx'),
  },
  {
    path: '/setup',
    name: 'setup',
    needs: 'anyone',
    areas: ['account'],
    load: () => import('./pages/setup/setup-page.tsx'),
  },
  {
    path: '/invitation',
    name: 'invitation',
    needs: 'anyone',
    areas: ['account'],
    load: () => import('./pages/invitation/invitation-page.tsx'),
  },
  {
    path: '/expert',
    name: 'expert',
    needs: 'anyone',
    areas: ['expert'],
    load: () => import('./pages/expert/expert-page.tsx'),
  },
];
