import type { Summary } from '../summary/summary.ts';
import { wordsIn } from '../words/words.ts';
import { largeAmount, prose, section } from './elements.ts';
import { html, type Markup } from './markup.ts';
import { bandStrip } from './strip.ts';

/** Who is spoken of: title, company, what is known of it, and the day of issue where there is one. */
export function masthead({ language, company, facts, date }: Summary): Markup {
  const words = wordsIn(language);
  return html`<header class="sn-masthead"><div><h1>${words.title}</h1><p>${words.subtitle}</p></div>
<p class="sn-company"><strong><bdi>${company}</bdi></strong> ${facts.map((fact) => html`<span>${fact}</span> `)}${
    date && html`<time>${date}</time>`
  }</p></header>`;
}

/** The three figures. */
export function headlineSection({ language, headlines, strips }: Summary): Markup {
  const words = wordsIn(language).headlines;
  const cards = headlines.map(
    ({
      label,
      sub,
      amount,
      band,
      strip,
      ofRevenue,
      beyond,
      key,
    }) => html`<li class="sn-card${key ? ' sn-key' : ''}">
<p class="sn-label"><strong>${label}</strong> <span>${sub}</span></p>
<p class="sn-large">${largeAmount(amount)}</p>
${bandStrip(strip)}<p>${prose(band)}</p>${ofRevenue && html`<p class="sn-sub">${ofRevenue}</p>`}${
      beyond &&
      html`<p><span class="sn-sub">${prose(beyond.text)}</span> <strong class="sn-chance">${beyond.figure}</strong></p>`
    }</li>`,
  );
  return html`<section class="sn-headlines" aria-labelledby="sn-headlines"><h2 id="sn-headlines">${words.title}</h2><ul>${cards}</ul><p class="sn-sub sn-how">${strips}</p></section>`;
}

/** The one question whose answer narrows the band most. */
export function questionSection({ language, question }: Summary): Markup {
  const words = wordsIn(language).question;
  return section(
    'sn-question',
    'sn-question',
    words.title,
    question.open
      ? html`<p class="sn-ask"><strong>${question.text}</strong></p><p class="sn-sub">${question.narrowing}</p>`
      : html`<p>${question.text}</p>`,
  );
}

/** What the bands mean, how far the calculation may be off, what it rests on. */
export function surenessSection({ language, sureness }: Summary): Markup {
  const words = wordsIn(language).sureness;
  const rows = sureness.map(({ term, text }) => html`<div><dt>${term}</dt><dd>${text}</dd></div>`);
  return section('sn-sureness', 'sn-sureness', words.title, html`<dl>${rows}</dl>`);
}

/** What a reader must know beside the figures. */
export function notesSection({ language, notes }: Summary): Markup {
  const items = notes.map((note) => html`<li>${note}</li>`);
  return section('sn-notes', 'sn-notes', wordsIn(language).notes.title, html`<ul>${items}</ul>`);
}

/** The command that gives the same figures. */
export function commandSection({ language, command }: Summary): Markup {
  // An option is not torn at its hyphens.
  const tokens = command.split(' ').map((token) => html`<span>${token}</span> `);
  return section(
    'sn-command',
    'sn-command',
    wordsIn(language).command,
    html`<p><code><bdi>${tokens}</bdi></code></p>`,
  );
}
