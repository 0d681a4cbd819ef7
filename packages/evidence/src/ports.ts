/** What the evidence store asks of its surroundings besides the disk. */
export type Clock = () => number;
/** That many unpredictable bytes. */
export type Random = (length: number) => Uint8Array;

/**
 * Wraps keys (鍵の封入) with a key kept elsewhere: a file, the environment, or a key management service. `context` is bound to
 * the wrapped key: unwrapping under another one fails.
 */
export type KeyWrapper = {
  /** Names the wrapping key, so that a wrong one is recognised. */
  readonly id: string;
  wrap(secret: Uint8Array, context: string): Promise<Uint8Array>;
  /** Rejects with {@link KeyError}. */
  unwrap(wrapped: Uint8Array, context: string): Promise<Uint8Array>;
};

/** The master key is absent, of a wrong form, or not the one that wrapped this. */
export class KeyError extends Error {
  readonly code: 'key.missing' | 'key.malformed' | 'key.wrong';
  constructor(code: KeyError['code'], message: string) {
    super(message);
    this.name = 'KeyError';
    this.code = code;
  }
}
