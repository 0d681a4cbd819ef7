import { formatInstant, type Language } from '@sonae/core';
import { type CaseEvent, factName, SIGHTING_NAMES } from '@sonae/incident/case';
import { supportAreaOf } from '@sonae/knowledge';
import { yenText } from '../format.ts';
import { caseWords } from './words.ts';

/** A number that is known within bounds; an open end stays open. */
type Span = { readonly atLeast?: number; readonly atMost?: number };

/** A value as people read it; what has no words of its own stands as it was written. */
export function valueText(value: unknown, language: Language): string {
  const { states } = caseWords(language);
  const word = states[String(value)];
  if (word !== undefined && (typeof value === 'boolean' || value === 'unknown')) return word;
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value)))
    return momentText(Date.parse(value));
  if (typeof value === 'number') return value.toLocaleString('en-US');
  const { atLeast, atMost } = (typeof value === 'object' && value !== null ? value : {}) as Span;
  if (atLeast !== undefined || atMost !== undefined)
    return [atLeast, atMost].map((end) => end?.toLocaleString('en-US') ?? '').join('–');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** `2026-11-21 22:10:00`, in Japan Standard Time, as the page says at its top. */
export const momentText = (at: number): string =>
  formatInstant(at).slice(0, 'yyyy-mm-ddThh:mm:ss'.length).replace('T', ' ');

/** Words side by side, without those that are not there. */
export const dotted = (...words: readonly (string | undefined)[]): string =>
  words.filter((word) => word !== undefined).join(' · ');

/** What was written, in one line. */
export function eventText(event: CaseEvent, language: Language): string {
  switch (event.kind) {
    case 'opened':
      return event.name;
    case 'fact': {
      const { key, value, source, correction } = event.fact;
      const said = `${factName(key)[language]} = ${valueText(value, language)}`;
      return dotted(said, source, correction);
    }
    case 'task':
      return dotted(event.title, event.owner);
    case 'task.done':
      return event.note ?? event.task;
    case 'decision':
      return dotted(`${event.subject} → ${event.choice}`, event.reason);
    case 'told':
      return dotted(momentText(event.toldAt), event.whom, event.by, event.what);
    case 'duty.done':
      return dotted(event.duty, momentText(event.doneAt));
    case 'action':
      return dotted(event.action, event.state);
    case 'ledger':
      return dotted(event.line.description ?? event.line.id, yenText(event.line.amount, language, 'exact'));
    case 'ledger.withdrawn':
      return event.reason;
    case 'testimony':
      return dotted(momentText(event.heardAt), event.who, event.what);
    case 'file':
      return dotted(event.name, event.note, `SHA-256 ${event.sha256}`);
    case 'contact':
      return dotted(event.who, event.reach, event.role);
    case 'adviser':
      return dotted(event.name, event.firm, supportAreaOf(event.area)?.[language], event.since);
    case 'adviser.left':
      return dotted(event.until, event.reason);
    case 'sighting':
      return dotted(momentText(event.seenAt), event.url, SIGHTING_NAMES[event.state][language], event.note);
    case 'note':
      return event.text;
    case 'closed':
      return event.reason;
  }
}
