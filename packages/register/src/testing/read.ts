import type { Issue } from '@sonae/core';
import { readCompanyYaml } from '../readers/company-yaml.ts';
import { testVocabulary } from './vocabulary.ts';

/** The least a company file must hold; text after it adds tables. */
export const LEAST = 'sonae: company/1\ntaxBasis: excluded\norganisation: {name: 試験}\n';

/** A company file whose organisation holds one more field. */
export const withField = (field: string) =>
  `sonae: company/1\ntaxBasis: excluded\norganisation:\n  name: 試験\n  ${field}\n`;

export const read = (text: string | Uint8Array) => readCompanyYaml(text, 'company.yaml', testVocabulary);

/** `12:5 register.unit` for each issue. */
export const places = (issues: readonly Issue[]) =>
  issues.map(({ line, column, code }) => `${line}:${column} ${code}`);

export const codes = (issues: readonly Issue[]) => issues.map(({ code }) => code.replace('register.', ''));
