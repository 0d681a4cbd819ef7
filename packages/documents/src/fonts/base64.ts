/** A multiple of three, so that the pieces join without padding; small enough for the arguments of one call. */
const CHUNK = 0x8001 - (0x8001 % 3);

/** @example base64(new Uint8Array([77, 97, 110])) // 'TWFu' */
export function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK) {
    text += btoa(String.fromCharCode(...bytes.subarray(at, at + CHUNK)));
  }
  return text;
}
