/** Kinds of pictures a phone or a screen makes, told by their first bytes; what a name or a browser says counts for nothing. */
const KINDS: readonly { readonly type: string; readonly is: (head: string) => boolean }[] = [
  { type: 'image/jpeg', is: (head) => head.startsWith('\xff\xd8\xff') },
  { type: 'image/png', is: (head) => head.startsWith('\x89PNG\r\n\x1a\n') },
  { type: 'image/webp', is: (head) => head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP' },
  {
    type: 'image/heic',
    is: (head) => head.slice(4, 8) === 'ftyp' && ['heic', 'heix', 'mif1', 'msf1'].includes(head.slice(8, 12)),
  },
];
const HEAD_BYTES = 12;

/** The type of a picture, or undefined where the bytes are none that is kept. */
export function pictureType(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, HEAD_BYTES));
  return KINDS.find(({ is }) => is(head))?.type;
}
