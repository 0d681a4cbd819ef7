import * as z from 'zod';

/** The five answers as a form gives them; every mistake in them comes back as an issue. */
export const answersInput = z
  .record(z.string().max(100), z.unknown())
  .meta({ description: 'answers/1: industry, revenueYen, persons, dataKinds, othersData, policy, more' });

/** A register as a tree of plain values; every mistake in it comes back as an issue. */
export const documentInput = z
  .record(z.string().max(100), z.unknown())
  .meta({ description: 'company/1: see packages/register/schemas/company.schema.json' });

/** Most years one request may simulate; a larger number belongs on the command line. */
export const MOST_YEARS = 1_000_000;

/** How to simulate. All figures depend on these and on nothing else of the request. */
export const runInput = z.object({
  years: z.int().min(1_000).max(MOST_YEARS).default(100_000),
  seed: z.int().min(0).max(4_294_967_295).default(42),
  returnPeriod: z.int().min(2).max(1_000).default(100),
  language: z.enum(['ja', 'en']).default('ja'),
});

/** Most bytes of a file that is read. A register of a large company has under one million. */
export const MOST_UPLOAD = 20 * 1024 * 1024;
export const upload = z.file().max(MOST_UPLOAD);
