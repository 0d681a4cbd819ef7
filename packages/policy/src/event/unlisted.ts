import { say } from '@sonae/core';
import { choicesOf, type EventField, eventFacts, eventObjects } from '@sonae/knowledge/event-facts';
import type { Path } from '@sonae/register';
import { nearest } from '@sonae/register/nearest';
import type { Report } from '../read/report.ts';

type Row = Record<string, unknown>;
type Field = Pick<EventField, 'id' | 'type' | 'of' | 'values' | 'vocabulary'>;

/** Choices outside their list that decide about no money: noted, and taken for unknown from here on. */
export function noteUnlisted(event: Row, path: Path, report: Report): void {
  visitFields(event, eventFacts, path, report);
}

function visitFields(row: Row, fields: readonly Field[], path: Path, report: Report): void {
  for (const field of fields) {
    const value = row[field.id];
    const at = [...path, field.id];
    if (value === undefined) continue;
    if (field.type === 'code' && field.vocabulary !== 'heads') noteChoice(row, field, at, report);
    else if (field.type === 'object') visitFields(value as Row, fieldsOf(field.of), at, report);
    else if (field.type === 'list' && field.of !== 'text')
      for (const [i, item] of (value as readonly Row[]).entries())
        visitFields(item, fieldsOf(field.of), [...at, i], report);
  }
}

function fieldsOf(of: string | undefined): readonly Field[] {
  return eventObjects.find((object) => object.id === of)?.fields ?? [];
}

function noteChoice(row: Row, field: Field, path: Path, report: Report): void {
  const choices = choicesOf(field);
  const word = String(row[field.id]);
  const meant = choices.find(({ id, ja, en }) => [id, ja, en].includes(word));
  if (meant) {
    row[field.id] = meant.id;
    return;
  }
  delete row[field.id];
  const near = nearest(
    word,
    choices.map(({ id }) => id),
  );
  report({
    code: 'unlisted',
    severity: 'warning',
    path,
    message: say(
      `「${word}」は選択肢にないので、不明として扱います。`,
      `${word} is not in the list; it counts as unknown.`,
    ),
    hint: near
      ? say(`「${near}」の誤りではありませんか。`, `Did you mean ${near}?`)
      : say(
          `選べるのは ${choices
            .slice(0, 12)
            .map(({ id }) => id)
            .join('、')} などです。`,
          `Choose from ${choices
            .slice(0, 12)
            .map(({ id }) => id)
            .join(', ')}.`,
        ),
  });
}
