import { inLanguage, type Language } from '@sonae/core';
import { KINDS } from '@sonae/evidence';
import { dateText } from '../format.ts';
import { type EvidenceList, type ListItem, type ListStep, stampsOf } from './list.ts';
import { ITEM_KINDS, LABELS, type ListWords, listWords, VERIFY } from './words.ts';

const ZONE_HOURS = 9;

/** An instant as it is printed, in Japan Standard Time to the second; what is no time stays as it is. */
export function timeText(at: string): string {
  const instant = Date.parse(at);
  if (Number.isNaN(instant)) return at;
  return new Date(instant + ZONE_HOURS * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

/** The list as the template takes it: every text ready, digests in groups of eight digits. */
export function listData(list: EvidenceList, language: Language) {
  const words = listWords(language);
  const { origin, size, root } = list.checkpoint;
  return {
    language,
    words,
    case: list.case,
    date: dateText(list.date, language),
    content: contentText(list, language),
    checkpoint: { origin, size: grouped(size), root },
    keys: list.keys,
    stamps: list.stamps.map((stamp) => ({
      genTime: timeText(stamp.genTime),
      authority: stamp.authority,
      label: labelText(stamp.label, language),
      covers: stamp.size <= 1 ? '0' : `0–${grouped(stamp.size - 1)}`,
      token: stamp.token.slice(stamp.token.lastIndexOf('/') + 1),
    })),
    items: list.items.map((item) => ({
      name: item.name,
      kind: [inLanguage(ITEM_KINDS[item.kind] ?? ITEM_KINDS.file, language), ...sizeText(item, language)],
      sha256: item.sha256.match(/.{1,8}/g) ?? [],
      at: timeText(item.at),
      by: item.by,
      entry: grouped(item.entry),
      stamps: stampsOf(list, item.entry).map(({ genTime, authority, label }) => ({
        genTime: timeText(genTime),
        authority: commonName(authority),
        label: labelText(label, language),
      })),
      mark: markOf(item, words),
      steps: item.steps.map((step) => stepData(step, words, language)),
    })),
    others: list.others.map((step) => stepData(step, words, language)),
    redacted: list.redacted.map(({ entry, reason }) => ({ entry: grouped(entry), reason })),
    verify: VERIFY.map(({ what, how, commands = [] }) => ({
      what: inLanguage(what, language),
      how: inLanguage(how, language),
      commands,
    })),
  };
}

function contentText({ items, others, redacted }: EvidenceList, language: Language): string {
  const withheld = items.filter((item) => item.withheld !== undefined).length;
  const counts = [
    { count: items.length, ja: '証拠', unit: '点', en: ['item', 'items'], always: true },
    {
      count: withheld,
      ja: 'うち原本のないもの',
      unit: '点',
      en: ['without its original', 'without their originals'],
    },
    { count: others.length, ja: '証拠以外の記録', unit: '件', en: ['other entry', 'other entries'] },
    { count: redacted.length, ja: '伏せた記録', unit: '件', en: ['redacted entry', 'redacted entries'] },
  ].filter(({ count, always }) => count > 0 || always);
  return counts
    .map(({ count, ja, unit, en }) =>
      language === 'ja' ? `${ja} ${grouped(count)}${unit}` : `${grouped(count)} ${en[count === 1 ? 0 : 1]}`,
    )
    .join(language === 'ja' ? '、' : ', ');
}

function sizeText({ size, files }: ListItem, language: Language): string[] {
  const bytes =
    size === undefined
      ? []
      : [language === 'ja' ? `${grouped(size)} バイト` : `${grouped(size)} ${size === 1 ? 'byte' : 'bytes'}`];
  if (files === undefined) return bytes;
  return [
    language === 'ja' ? `${grouped(files)} ファイル` : `${grouped(files)} ${files === 1 ? 'file' : 'files'}`,
    ...bytes,
  ];
}

function markOf({ withheld }: ListItem, words: ListWords) {
  if (withheld === undefined) return null;
  return withheld === 'shredded'
    ? { mark: words.shredded, text: words.shreddedText }
    : { mark: words.withheld, text: `${words.withheldText}${withheld}` };
}

/** A step as one line: the act in bold, then how, where and with which result. */
function stepData(step: ListStep, words: ListWords, language: Language) {
  const label = inLanguage(KINDS[step.kind].label, language);
  const { kind, what, how, where, result } = step;
  const taken = kind === 'file.custody' || kind === 'file.added' || kind === 'folder.sealed';
  const details = [
    [words.how, how],
    [words.where, where],
    [kind === 'file.shredded' ? words.approvedBy : words.result, result],
  ].flatMap(([name, said]) => (said ? [{ name, said }] : []));
  return {
    entry: grouped(step.entry),
    at: timeText(step.at),
    by: step.by,
    act: taken && what ? what : label,
    said: taken || !what ? '' : what,
    details,
  };
}

/** `Test TSA` of `O=local, CN=Test TSA`: the table of timestamps has the whole. */
function commonName(authority: string): string {
  return /(?:^|, )CN=([^,]+)/.exec(authority)?.[1] ?? authority;
}

function labelText(label: string, language: Language): string {
  return LABELS[label] ? inLanguage(LABELS[label], language) : label;
}

/** `1,234,567`, in both languages. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
