// Sections of a text that a script writes, between <!-- name:begin … --> and <!-- name:end -->. People write around them.

/**
 * The text with one marked section replaced.
 *
 * @param {string} text
 * @param {string} name
 * @param {string} content
 */
export function replaceMarked(text, name, content) {
  const [begin, end] = marks(text, name);
  return `${text.slice(0, begin)}\n${content.trimEnd()}\n${text.slice(end)}`;
}

/**
 * What stands between the marks now.
 *
 * @param {string} text
 * @param {string} name
 */
export function markedSection(text, name) {
  return text.slice(...marks(text, name)).replace(/^\n/, '');
}

function marks(text, name) {
  const begin = new RegExp(`<!-- ${name}:begin[^>]*-->`).exec(text);
  const end = text.indexOf(`<!-- ${name}:end -->`);
  if (!begin || end < begin.index) throw new Error(`no section ${name} between its marks`);
  return [begin.index + begin[0].length, end];
}
