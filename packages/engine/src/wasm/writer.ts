/** Bytes that grow as they are written. */
export type Writer = {
  byte(value: number): void;
  bytes(values: ArrayLike<number>): void;
  /** Unsigned LEB128. */
  unsigned(value: number): void;
  done(): Uint8Array;
};

export function createWriter(): Writer {
  let data = new Uint8Array(1024);
  let length = 0;
  const room = (more: number): void => {
    if (length + more <= data.length) return;
    const larger = new Uint8Array(Math.max(data.length * 2, length + more));
    larger.set(data);
    data = larger;
  };
  return {
    byte: (value) => {
      room(1);
      data[length++] = value;
    },
    bytes: (values) => {
      room(values.length);
      data.set(values, length);
      length += values.length;
    },
    unsigned: (value) => {
      room(5);
      let rest = value >>> 0;
      while (rest >= 0x80) {
        data[length++] = (rest & 0x7f) | 0x80;
        rest >>>= 7;
      }
      data[length++] = rest;
    },
    done: () => data.subarray(0, length),
  };
}
