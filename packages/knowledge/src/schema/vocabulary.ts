import * as z from 'zod';
import { bilingual, certainty, factId, provenance, text, wordId } from './provenance.ts';

/** What every word has: an id, a Japanese and an English name, and other ways to say it. */
const word = { id: wordId, ja: text, en: text, aliases: z.array(text).optional(), note: text.optional() };

const plain = z.strictObject(word);

const cause = z.strictObject({ ...word, family: text, policyCause: text });

/** A head of loss (費目). */
const head = z.strictObject({
  ...word,
  party: z.enum(['first', 'third']),
  kind: z.enum(['direct', 'indirect', 'legal']),
  term: z.enum(['short', 'long']),
});

/** Heads that a wording calls by one word (費目のまとまり), by who claims them. */
const headGroup = z.strictObject({
  ...word,
  victim: z.array(text),
  card_issuer: z.array(text),
  client: z.array(text),
});

/** An answer that may be unknown, with the row it rests on and its own certainty. */
const answer = z.strictObject({ answer: z.enum(['yes', 'no', 'unknown']), from: factId, certainty });

const industry = z.strictObject({ ...word, highResponsibility: answer });

const dataKind = z.strictObject({
  ...word,
  class: text,
  /** One of the four answers of the five-question profile. */
  coarse: z.literal(true).optional(),
  /** Items of the JNSA map, by their Japanese name; empty where the map has none. */
  jnsa: z.array(text),
});

const control = z.strictObject({
  ...word,
  utm: z.literal(true).optional(),
  effects: z.array(factId).min(1).optional(),
});

const business = z.strictObject({
  ...word,
  accident: z.string().regex(/^B[1-6]$/, { error: 'accident' }),
  cause: text,
  heads: z.array(text).min(1),
  story: bilingual,
});

const supportArea = z.strictObject({ ...word, five: z.boolean() });

const unit = z.strictObject({ id: text, ja: text, en: text, currency: z.enum(['JPY', 'USD']).optional() });

export const vocabularyFile = z.strictObject({
  provenance: z.strictObject(provenance),
  causes: z.array(cause),
  causeFamilies: z.array(plain),
  policyCauses: z.array(plain),
  drivers: z.array(plain),
  heads: z.array(head),
  headGroups: z.array(headGroup),
  sizes: z.array(plain),
  tiers: z.array(plain),
  taxBases: z.array(plain),
  industries: z.array(industry),
  dataClasses: z.array(plain),
  dataKinds: z.array(dataKind),
  controls: z.array(control),
  businesses: z.array(business),
  supportAreas: z.array(supportArea),
  units: z.array(unit),
});
