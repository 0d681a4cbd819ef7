import { readFileSync } from 'node:fs';
import type { Assessment } from '@sonae/assessment';

/** The example retailer as the engine assessed it, with fewer sources and scenarios. */
export const retailer: Assessment = JSON.parse(
  readFileSync(new URL('./retailer.json', import.meta.url), 'utf8'),
);

const scaled = (factor: number) => (yen: number) => Math.round(yen * factor);

/** The retailer with every amount times a factor. */
export function timesYen(factor: number): Assessment {
  const yen = scaled(factor);
  const visit = (value: unknown, key = ''): unknown => {
    const isYen = /yen|^(low|high|gross|afterContract|contract|insurance|retained)$/i.test(key);
    if (typeof value === 'number') return isYen ? yen(value) : value;
    if (Array.isArray(value)) return value.map((item) => visit(item, key));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, visit(part, name)]));
  };
  return visit(retailer) as Assessment;
}

/** No policy and no contract: everything stays. */
export function uninsured(): Assessment {
  const { gross } = retailer.waterfall;
  return {
    ...retailer,
    waterfall: { gross, contract: 0, insurance: 0, retained: gross },
    curves: {
      ...retailer.curves,
      afterContract: retailer.curves.gross,
      retained: retailer.curves.gross,
      withPremium: retailer.curves.gross,
    },
    heads: retailer.heads.map((head) => ({ ...head, afterContract: head.gross, retained: head.gross })),
    kept: [{ reason: 'no_policy', name: '保険に入っていない', yen: gross }],
    payers: [{ id: 'own', name: '自社', yen: gross }],
    premiumYen: 0,
    controlCostYen: 0,
  };
}

/** Insurance pays all of it. */
export function fullyInsured(): Assessment {
  const { gross } = retailer.waterfall;
  const nothing = retailer.curves.retained.map(({ probability }) => ({ probability, yen: 0 }));
  return {
    ...retailer,
    headlines: Object.fromEntries(
      Object.keys(retailer.headlines).map((key) => [key, { yen: 0, low: 0, high: 0 }]),
    ),
    beyondTolerance: 0,
    waterfall: { gross, contract: 0, insurance: gross, retained: 0 },
    curves: { ...retailer.curves, retained: nothing },
    heads: retailer.heads.map((head) => ({ ...head, retained: 0 })),
    kept: [],
    payers: [
      { id: 'minato-cyber-std-2026', name: 'みなと海上（架空）', yen: gross },
      { id: 'own', name: '自社', yen: 0 },
    ],
    nextQuestion: null,
  };
}

/** No loss at all, no revenue, no tolerance, no sources. */
export function empty(): Assessment {
  const nothing = retailer.curves.gross.map(({ probability }) => ({ probability, yen: 0 }));
  return {
    ...fullyInsured(),
    company: { name: '空', fictional: false },
    beyondTolerance: undefined,
    waterfall: { gross: 0, contract: 0, insurance: 0, retained: 0 },
    curves: { gross: nothing, afterContract: nothing, retained: nothing, withPremium: nothing },
    heads: [],
    payers: [{ id: 'own', name: '自社', yen: 0 }],
    premiumYen: 0,
    controlCostYen: 0,
    sources: [],
    notes: [],
  };
}

/** Long texts and many rows wherever there can be. */
export function crowded(): Assessment {
  const long = (start: string, length: number) =>
    start + '株式会社東日本総合情報流通サービス機構'.repeat(20).slice(0, length);
  const { gross, retained } = retailer.waterfall;
  return {
    ...timesYen(98_765),
    company: { ...retailer.company, name: long('', 120), revenueYen: 123_456_789_012_345 },
    heads: timesYen(98_765).heads.map((head, i) => ({ ...head, id: `unknown${i}`, name: long('費目', 60) })),
    payers: [
      ...Array.from({ length: 9 }, (_, i) => ({
        id: `insurer${i}`,
        name: long('保険', 60),
        yen: gross * 500,
      })),
      { id: 'own', name: '自社', yen: retained * 500 },
    ],
    kept: Array.from({ length: 30 }, (_, i) => ({
      reason: `reason${i}`,
      name: long(`理由${i}`, 60),
      policy: 'minato-cyber-std-2026',
      part: 'expense',
      clause: `clause-${i}`,
      yen: 1_234_567_890_123 - i,
    })),
    nextQuestion: {
      id: 'question',
      narrowing: 0.987,
      question: { ja: long('問い', 200), en: 'Is it so, and if so why? '.repeat(12) },
    },
    notes: Array.from({ length: 24 }, (_, i) => ({
      code: `note${i}`,
      text: { ja: long(`注意${i}`, 300), en: 'A note that goes on and on. '.repeat(16) },
    })),
    sources: retailer.sources.map((source) => ({
      ...source,
      title: long('題', 150),
      publisher: long('出典', 150),
    })),
    command: `sonae assess ${'examples/companies/'.repeat(30)}retailer.yaml`,
  };
}

/** Names without a place to break a line. */
export function unbroken(): Assessment {
  const run = (length: number) => 'W'.repeat(length);
  const crowd = crowded();
  return {
    ...crowd,
    company: { ...crowd.company, name: run(90), industry: run(40) },
    heads: crowd.heads.map((head) => ({ ...head, name: run(60) })),
    payers: crowd.payers.map((payer) => (payer.id === 'own' ? payer : { ...payer, name: run(60) })),
    kept: crowd.kept.map((figure) => ({ ...figure, name: run(60), clause: run(60) })),
    nextQuestion: { id: 'question', narrowing: 0.1, question: { ja: run(200), en: run(200) } },
    notes: crowd.notes.map((note) => ({ ...note, text: { ja: run(300), en: run(300) } })),
    sources: crowd.sources.map((source) => ({ ...source, title: run(150), publisher: run(150) })),
    modelVersion: run(80),
    command: run(300),
  };
}

/** What an attacker, or an unlucky keyboard, might enter. */
export const HOSTILE = [
  '#import "@preview/x:1.0.0": *',
  '#read("/etc/passwd") $ x^2 $ \\ `raw` *bold* _em_ <label> @ref // --- ~',
  '"><script>alert(1)</script><img src=x onerror=alert(1)>',
  "</style></title><svg onload=alert(1)> ' ` & &amp; &#60;",
  '😀👨‍👩‍👧‍👦 𠮷野家 辻󠄀 e\u0301 か\u3099 \u200fאבג \u202eabc\u202c \u2066x\u2069',
  'a\u0000b\u0007c\u001bd\ud800e\ufffff\r\ng\u2028h\ti',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: meant as text
  '{{x}} ${x} <%= x %> ]]> <!-- -->',
] as const;

/** Hostile texts in every place a text can come from. */
export function hostile(): Assessment {
  const text = (i: number) => HOSTILE[i % HOSTILE.length];
  return {
    ...retailer,
    company: { ...retailer.company, name: HOSTILE.join(' '), industry: text(2) },
    heads: retailer.heads.map((head, i) => ({ ...head, id: text(i), name: text(i) })),
    payers: retailer.payers.map((payer, i) => ({
      ...payer,
      id: i === 1 ? text(2) : payer.id,
      name: text(i + 2),
    })),
    kept: retailer.kept.map((figure, i) => ({
      ...figure,
      reason: text(i),
      name: text(i),
      policy: text(i + 1),
      part: text(i + 2),
      clause: text(i + 3),
    })),
    nextQuestion: { id: text(0), narrowing: 0.1, question: { ja: HOSTILE.join(' '), en: HOSTILE.join(' ') } },
    sources: HOSTILE.map((part, i) => ({
      id: part,
      title: part,
      publisher: text(i + 1),
      url: i % 2 ? 'javascript:alert(1)' : `https://example.com/?q=${part}`,
      date: part,
      certainty: i === 0 ? part : 'unverified',
    })),
    notes: HOSTILE.map((part) => ({ code: part, text: { ja: part, en: part } })),
    modelVersion: text(2),
    command: HOSTILE.join(' '),
  };
}
