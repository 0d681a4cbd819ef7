import { stored } from '../parts/stored.ts';

const isText = (value: unknown) => typeof value === 'string';

/** The organisation requests are about; null: the first of whoever asks. */
export const chosenOrganisation = stored<string | null>('sonae-organisation', null, isText);

/** The company the navigation leads to. */
export const chosenCompany = stored<string | null>('sonae-company', null, isText);

/** The token of an expert's link: for this tab only. */
export const expertToken = stored<string | null>('sonae-expert', null, isText, sessionStorage);

/** Amounts to the yen instead of two significant digits. */
export const exactAmounts = stored<boolean>('sonae-exact', false, (value) => typeof value === 'boolean');
