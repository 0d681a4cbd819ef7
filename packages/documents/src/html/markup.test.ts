import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyText } from '../testing/any-text.ts';
import { escapeHtml, html, Markup } from './markup.ts';

test('D31 text is escaped in text and in attributes', () => {
  expect(html`<p title="${'"\'`'}">${'</p><script>'}&amp;</p>`.toString()).toBe(
    '<p title="&quot;&#39;&#96;">&lt;/p&gt;&lt;script&gt;&amp;</p>',
  );
  expect(html`${['<', html`<b>${'>'}</b>`, undefined, 0]}`.toString()).toBe('&lt;<b>&gt;</b>0');
});

test('D31 a look-alike of markup is text', () => {
  const fake = JSON.parse('{"text":"<script>","markup":"<script>"}');
  expect(Markup.is(fake)).toBe(false);
  expect(html`${fake}`.toString()).not.toContain('<script>');
  const copied = Object.assign(Object.create(Markup.prototype), { text: '<script>' });
  expect(Markup.is(copied)).toBe(false);
});

test('D31 nothing that opens or closes markup or a quote is left', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const escaped = escapeHtml(text);
      expect(escaped).not.toMatch(/[<>"'`]/);
      expect(escaped.replace(/&(?:amp|lt|gt|quot|#39|#96);/g, '')).not.toContain('&');
    }),
  );
});
