/**
 * A phrase (文節) as far as the kinds of letters show it: a word in Kanji, Katakana or Latin letters, figures with their
 * counter, then the Hiragana that bends it and the marks that close it. Rules instead of a dictionary: the same on every
 * machine.
 */
const PHRASE =
  /[「『（(【]+|[、。，．）)」』】！？：〜\s]+|(?:[\p{sc=Latin}\d±−][\p{sc=Latin}\d_.,+/%-]*(?:[万億兆][\d,.]+)*\p{sc=Han}*|\p{sc=Han}[\p{sc=Han}々]*|[\p{sc=Katakana}ー・]+)?[\p{sc=Hiragana}ー]*/uy;

/** A longer phrase may be cut anywhere, or it would leave a hole at the end of a line. */
const LONGEST = 13;

/**
 * Japanese prose cut where a line may end. Brackets and marks are pieces of their own: the rules of line breaking hold them to
 * their neighbours. Together the pieces are the text.
 *
 * @example phrases('基準で固め、自動で点検。') // ['基準で', '固め', '、', '自動で', '点検', '。']
 */
export function phrases(text: string): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += pieces.at(-1)?.length ?? 1) {
    PHRASE.lastIndex = at;
    pieces.push(PHRASE.exec(text)?.[0] || String.fromCodePoint(text.codePointAt(at) ?? 0));
  }
  return pieces.flatMap((piece) => ([...piece].length > LONGEST ? [...piece] : [piece]));
}
