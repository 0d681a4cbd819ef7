import { createCipheriv, createDecipheriv } from 'node:crypto';
import { concatBytes, utf8 } from '../bytes.ts';
import { sha256Hex } from '../digest.ts';
import { KeyError, type KeyWrapper, type Random } from '../ports.ts';

export type { KeyWrapper };

export const MASTER_KEY_BYTES = 32;
const NONCE = 12;
const TAG = 16;

/** Wraps with a 256-bit key by AES-256-GCM: a random nonce, the ciphertext, the tag. */
export function masterKeyWrapper(key: Uint8Array, random: Random): KeyWrapper {
  if (key.length !== MASTER_KEY_BYTES)
    throw new KeyError('key.malformed', `a master key has ${MASTER_KEY_BYTES} bytes, this one ${key.length}`);
  return {
    id: sha256Hex(concatBytes(utf8('sonae master key\n'), key)).slice(0, 16),
    wrap: async (secret, context) => {
      const nonce = random(NONCE);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      cipher.setAAD(utf8(context));
      const text = cipher.update(secret);
      cipher.final();
      return concatBytes(nonce, text, cipher.getAuthTag());
    },
    unwrap: async (wrapped, context) => {
      if (wrapped.length < NONCE + TAG) throw new KeyError('key.wrong', 'the wrapped key is too short');
      const cipher = createDecipheriv('aes-256-gcm', key, wrapped.subarray(0, NONCE));
      cipher.setAAD(utf8(context));
      cipher.setAuthTag(wrapped.subarray(wrapped.length - TAG));
      const secret = cipher.update(wrapped.subarray(NONCE, wrapped.length - TAG));
      try {
        cipher.final();
      } catch {
        throw new KeyError('key.wrong', `this master key did not wrap ${context}`);
      }
      return new Uint8Array(secret);
    },
  };
}
