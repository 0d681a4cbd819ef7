import type { Language } from '@sonae/core';
import { factName, SIGHTING_NAMES } from '@sonae/incident/case';
import { headOf, supportAreaOf } from '@sonae/knowledge';
import { yenText } from '../format.ts';
import { type Column, section, table } from '../html/elements.ts';
import { html, type Markup, type Value } from '../html/markup.ts';
import { htmlPage } from '../html/page.ts';
import type { CaseClock, CaseFile } from './case-file.ts';
import { dotted, eventText, momentText, valueText } from './event-text.ts';
import { type CaseWords, caseWords } from './words.ts';

/** A case to read and to print (事案の控え), as one HTML file that asks for nothing outside. */
export async function caseFilePage(file: CaseFile, language: Language): Promise<string> {
  const words = caseWords(language);
  const title = file.room.drill ? `【${words.drill}】${file.name}` : file.name;
  const body = html`${masthead(file, title, words)}
<main>${sections(file, language, words)}</main>
<footer><p class="sn-sub">${words.legal}</p></footer>`;
  return htmlPage({ language, title: `${words.title} ${title}`, body, fonts: 'embed' });
}

function masthead({ company, madeAt, madeBy, room }: CaseFile, title: string, words: CaseWords): Markup {
  const { openedAt, closedAt, version } = room;
  return html`<header class="sn-masthead"><h1>${title}</h1><div><p>${words.made(momentText(madeAt), madeBy, version)}</p>
<p>${words.opened} ${momentText(openedAt)}${closedAt === undefined ? '' : html`　${words.closed} ${momentText(closedAt)}`}${
    company === null ? '' : html`　${words.company} ${company}`
  }</p></div></header>`;
}

function sections(file: CaseFile, language: Language, words: CaseWords): Markup[] {
  const { room, clocks, contacts, positions, photos, entries } = file;
  const { sections: titles, columns, states, confidence, kinds } = words;
  const part = (id: keyof CaseWords['sections'], names: readonly Column[], rows: readonly Value[][]) =>
    section(
      id,
      'sn-case',
      titles[id],
      rows.length === 0
        ? html`<p class="sn-sub">${words.none}</p>`
        : table(titles[id], names, rows, { wide: true }),
    );
  const named = (...names: (keyof CaseWords['columns'])[]) =>
    names.map((name): Column => ({ name: columns[name], kind: 'text' }));
  const yen = (amount: number) => yenText(amount, language, 'exact');
  const figure = (name: 'amount' | 'insurer' | 'stays') => ({
    name: columns[name],
    kind: 'figure' as const,
  });
  return [
    part(
      'deadlines',
      named('what', 'state', 'due', 'basis'),
      clocks.map((clock) => [
        clock.title[language],
        states[clock.state] ?? clock.state,
        dueText(clock, words),
        basisOf(clock, language, words),
      ]),
    ),
    part(
      'facts',
      named('what', 'value', 'source', 'asOf'),
      [...room.facts.values()].map(({ key, value, source, confidence: sure, asOf, before }) => [
        factName(key)[language],
        html`${valueText(value, language)}${before.map(
          (old) =>
            html`<br><span class="sn-sub">${words.earlier} ${momentText(old.asOf)} ${valueText(old.value, language)} · ${old.source}</span>`,
        )}`,
        `${source} · ${confidence[sure] ?? sure}`,
        momentText(asOf),
      ]),
    ),
    part(
      'advisers',
      named('who', 'what', 'since', 'reach'),
      room.advisers.map(({ name, firm, area, since, until, reach }) => [
        dotted(name, firm),
        supportAreaOf(area)?.[language] ?? area,
        until === undefined ? since : `${since} – ${until}`,
        reach ?? '',
      ]),
    ),
    part(
      'contacts',
      named('who', 'reach'),
      contacts.map(({ area, who, person, phone, email, reach }) => [
        dotted(who, person, area?.[language]),
        dotted(phone, email, reach),
      ]),
    ),
    ...(file.withoutContacts ? [html`<p class="sn-sub">${words.withoutContacts}</p>`] : []),
    part(
      'decisions',
      named('what', 'reason', 'who', 'when'),
      room.decisions.map(({ subject, choice, reason, madeBy, at }) => [
        `${subject} → ${choice}`,
        reason,
        madeBy,
        momentText(at),
      ]),
    ),
    part(
      'told',
      named('who', 'what', 'how', 'when'),
      room.told.map(({ whom, what, by, toldAt }) => [whom, what, by, momentText(toldAt)]),
    ),
    part(
      'watched',
      named('where', 'state', 'when', 'who', 'what'),
      room.watched.map(({ url, state, firstSeenAt, seenAt, by, note }) => [
        url,
        SIGHTING_NAMES[state][language],
        html`${momentText(seenAt)}<br><span class="sn-sub">${words.found} ${momentText(firstSeenAt)}</span>`,
        by,
        note ?? '',
      ]),
    ),
    part(
      'testimonies',
      named('who', 'what', 'when'),
      room.testimonies.map(({ who, what, heardAt }) => [who, what, momentText(heardAt)]),
    ),
    part(
      'tasks',
      named('what', 'who', 'state'),
      room.tasks.map(({ title, owner, doneAt, doneBy }) => [
        title,
        owner ?? '',
        doneAt === undefined ? states.open : `${states.done} ${momentText(doneAt)} ${doneBy ?? ''}`,
      ]),
    ),
    part(
      'ledger',
      [...named('what', 'state'), figure('amount'), figure('insurer'), figure('stays')],
      room.ledger.map((line) => {
        const head = line.kind === 'recourse' ? undefined : headOf(line.head);
        const position = positions.find(({ id }) => id === line.id);
        return [
          dotted(head?.[language], line.description) || line.id,
          states[line.state] ?? line.state,
          yen(line.amount),
          position ? yen(position.insurer) : '',
          position ? yen(position.stays) : '',
        ];
      }),
    ),
    part(
      'photos',
      named('what', 'when', 'digest'),
      room.files.map(({ name, note, at, by, sha256 }) => {
        const place = photos.get(sha256);
        const link = place === undefined ? name : html`<a href="${place}">${name}</a>`;
        return [html`${link}${note === undefined ? '' : ` — ${note}`}`, `${momentText(at)} ${by}`, sha256];
      }),
    ),
    ...(photos.size === 0 && room.files.length > 0
      ? [html`<p class="sn-sub">${words.withoutPhotos}</p>`]
      : []),
    part(
      'timeline',
      named('when', 'who', 'kind', 'what'),
      entries.map(({ at, by, event }) => [momentText(at), by, kinds[event.kind], eventText(event, language)]),
    ),
    section(
      'check',
      '',
      titles.check,
      html`<p>${words.check}</p><p>${file.evidence ? words.checkEvidence : words.withoutEvidence}</p>`,
    ),
  ];
}

const dueText = ({ due, urgency }: CaseClock, { states }: CaseWords): string =>
  due === null ? (states[urgency ?? ''] ?? '') : momentText(Date.parse(due));

function basisOf({ basis, steps, certainty }: CaseClock, language: Language, words: CaseWords): Markup {
  const verified = certainty === 'verified' ? '' : words.unverified;
  const counted = steps.map((step, i) => html`<br><span class="sn-sub">${i + 1}. ${step[language]}</span>`);
  return html`${basis.join(language === 'ja' ? '、' : ', ')}${verified}${counted}`;
}
