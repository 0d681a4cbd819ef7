import type { Page } from 'playwright-core';

/** What is wrong with the look of a page: one line each, so that a failing test reads like a list of things to mend. */
export function layoutProblems(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const problems: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) problems.push(`scrolls sideways: ${root.scrollWidth} px`);

    type Box = { text: string; left: number; right: number; top: number; bottom: number };
    const boxes: Box[] = [];
    const add = (text: string, { left, right, top, bottom }: DOMRect) => {
      if (right - left > 0 && bottom - top > 0) boxes.push({ text, left, right, top, bottom });
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement as Element;
      const text = (node.textContent ?? '').trim();
      const hidden = parent.closest('.sn-hidden, option, details:not([open]) > :not(summary)');
      if (text === '' || hidden || !parent.checkVisibility()) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) add(text.slice(0, 20), box);
    }
    for (const { text, left, right } of boxes) {
      if (left < 0 || right > root.clientWidth + 1) problems.push(`outside the page: ${text}`);
    }
    // Lines of one text may touch; two texts must not.
    const slack = 2;
    boxes.sort((a, b) => a.top - b.top);
    boxes.forEach((a, i) => {
      for (const b of boxes.slice(i + 1)) {
        if (b.top > a.bottom - slack) break;
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > slack && down > slack) problems.push(`overlap: ${a.text} / ${b.text}`);
      }
    });
    for (const svg of document.querySelectorAll('svg[role=img]')) {
      const frame = svg.getBoundingClientRect();
      if (frame.width === 0) continue;
      for (const text of svg.querySelectorAll('text')) {
        const box = text.getBoundingClientRect();
        const isOut =
          box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1;
        if (isOut) problems.push(`cut off in a chart: ${text.textContent}`);
      }
    }
    for (const element of document.querySelectorAll('body *')) {
      // What scrolls by itself must be reachable with the keyboard; a field scrolls with its cursor.
      const isMeant = element.matches('.sn-hidden, select, input, [tabindex]') || !element.checkVisibility();
      const isClipped = getComputedStyle(element).overflowX !== 'visible';
      if (!isMeant && isClipped && element.scrollWidth > element.clientWidth + 1) {
        problems.push(`cut off: ${element.tagName} ${element.textContent?.trim().slice(0, 20)}`);
      }
    }
    return problems;
  });
}

/** What keeps someone from using a page by ear, by keyboard or with weak eyes (WCAG 2.2 AA, as far as a program can see it). */
export function accessProblems(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const problems: string[] = [];
    const all = (selector: string) => [...document.querySelectorAll(selector)];
    const name = (element: Element) =>
      `${element.tagName} ${element.id || element.textContent?.trim().slice(0, 20)}`;

    if (!document.documentElement.lang) problems.push('no language');
    if (document.title.trim() === '') problems.push('no title');
    for (const tag of ['main', 'h1']) if (all(tag).length !== 1) problems.push(`${all(tag).length} × ${tag}`);

    const levels = all('h1, h2, h3, h4, h5, h6').map((heading) => Number(heading.tagName[1]));
    levels.forEach((level, i) => {
      if (level > (levels[i - 1] ?? 0) + 1) problems.push(`heading ${i + 1} skips a level: h${level}`);
    });

    const ids = all('[id]').map(({ id }) => id);
    for (const id of new Set(ids))
      if (ids.filter((other) => other === id).length > 1) problems.push(`id twice: ${id}`);
    for (const attribute of ['aria-labelledby', 'aria-describedby', 'for', 'form']) {
      for (const element of all(`[${attribute}]`)) {
        for (const id of (element.getAttribute(attribute) ?? '').split(' ')) {
          if (!document.getElementById(id))
            problems.push(`${name(element)}: ${attribute} leads nowhere: ${id}`);
        }
      }
    }

    for (const control of all('input, select, textarea')) {
      const labels = [...((control as HTMLInputElement).labels ?? [])];
      if (!labels.some((label) => label.textContent?.trim())) problems.push(`no label: ${name(control)}`);
    }
    for (const group of all('fieldset'))
      if (!group.querySelector(':scope > legend')) problems.push('fieldset without legend');
    for (const element of all('a, button, summary')) {
      if (!element.textContent?.trim()) problems.push(`no name: ${name(element)}`);
    }
    for (const picture of all('svg')) {
      const isNamed = picture.getAttribute('role') === 'img' && picture.getAttribute('aria-label');
      if (!isNamed && !picture.closest('[aria-hidden=true]')) problems.push('picture without a text');
    }
    for (const chart of all('.sn-chart')) {
      if (!chart.closest('section')?.querySelector('table caption')) problems.push('chart without a table');
    }
    for (const table of all('table')) {
      if (!table.querySelector('caption')) problems.push('table without caption');
      if (table.querySelector('th:not([scope])')) problems.push('table head without scope');
    }

    // Targets at least 24 px in both directions, or in a line of text (WCAG 2.5.8).
    for (const element of all('button, select, input, summary, nav a')) {
      // A label is part of the target of its control.
      const parts = [element, element.closest('label') ?? element].map((part) =>
        part.getBoundingClientRect(),
      );
      const [width, height] = [parts.map((part) => part.width), parts.map((part) => part.height)].map(
        (sides) => Math.max(...sides),
      );
      const isShown = element.checkVisibility() && width > 0 && !element.matches('.sv-link');
      if (isShown && (width < 24 || height < 24)) problems.push(`small target: ${name(element)}`);
    }

    const channels = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number);
    const luminance = (color: string) => {
      const [r, g, b] = channels(color)
        .slice(0, 3)
        .map((c) => c / 255)
        .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ground = (element: Element | null): string => {
      if (!element) return 'rgb(255, 255, 255)';
      const { backgroundColor } = getComputedStyle(element);
      return (channels(backgroundColor)[3] ?? 1) > 0 ? backgroundColor : ground(element.parentElement);
    };
    for (const element of all('body *:not(svg *)')) {
      const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
      if (!hasText || !element.checkVisibility()) continue;
      const [a, b] = [luminance(getComputedStyle(element).color), luminance(ground(element))];
      const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      if (contrast < 4.5) problems.push(`contrast ${contrast.toFixed(2)}: ${name(element)}`);
    }
    return [...new Set(problems)];
  });
}
