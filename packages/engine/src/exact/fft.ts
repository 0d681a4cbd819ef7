import { sinCos } from '../random/elementary.ts';

/** A fast Fourier transform of one length, a power of two from 4: complex values in two arrays, in place. */
export type Transform = {
  readonly length: number;
  /** `sign` −1 forwards, 1 back; the way back leaves out the factor 1/n. */
  run(real: Float64Array, imaginary: Float64Array, sign: -1 | 1): void;
};

const memory = new Map<number, Transform>();

export function transformOf(length: number): Transform {
  let transform = memory.get(length);
  if (!transform) {
    transform = createTransform(length);
    memory.set(length, transform);
  }
  return transform;
}

function createTransform(n: number): Transform {
  const cos = new Float64Array(n);
  const sin = new Float64Array(n);
  for (let i = 0; i < n; i++) [sin[i], cos[i]] = sinCos((2 * Math.PI * i) / n);
  const reversed = new Uint32Array(n);
  for (let i = 1, half = n >> 1; i < n; i++) reversed[i] = (reversed[i >> 1] >> 1) | (i & 1 ? half : 0);
  return {
    length: n,
    run: (re, im, sign) => {
      for (let i = 0; i < n; i++) {
        const j = reversed[i];
        if (j <= i) continue;
        const a = re[i];
        re[i] = re[j];
        re[j] = a;
        const b = im[i];
        im[i] = im[j];
        im[j] = b;
      }
      let half = 1;
      // An odd power of two begins with one step of pairs, so that the rest goes by fours.
      if (Math.log2(n) % 2 === 1) {
        for (let i = 0; i < n; i += 2) {
          const a = re[i];
          const b = im[i];
          re[i] = a + re[i + 1];
          im[i] = b + im[i + 1];
          re[i + 1] = a - re[i + 1];
          im[i + 1] = b - im[i + 1];
        }
        half = 2;
      }
      for (; half < n; half *= 4) fours(re, im, half, sign);
    },
  };

  function fours(re: Float64Array, im: Float64Array, h: number, sign: number): void {
    const stride = n / (4 * h);
    for (let k = 0; k < h; k++) {
      const c1 = cos[k * stride];
      const s1 = sign * sin[k * stride];
      const c2 = cos[2 * k * stride];
      const s2 = sign * sin[2 * k * stride];
      const c3 = cos[3 * k * stride];
      const s3 = sign * sin[3 * k * stride];
      for (let i = k; i < n; i += 4 * h) {
        const i1 = i + h;
        const i2 = i1 + h;
        const i3 = i2 + h;
        // Bit reversal puts the second quarter where the third belongs.
        const br = re[i1] * c2 - im[i1] * s2;
        const bi = re[i1] * s2 + im[i1] * c2;
        const cr = re[i2] * c1 - im[i2] * s1;
        const ci = re[i2] * s1 + im[i2] * c1;
        const dr = re[i3] * c3 - im[i3] * s3;
        const di = re[i3] * s3 + im[i3] * c3;
        const ar = re[i] + br;
        const ai = im[i] + bi;
        const er = re[i] - br;
        const ei = im[i] - bi;
        const fr = cr + dr;
        const fi = ci + di;
        const gr = sign * (cr - dr);
        const gi = sign * (ci - di);
        re[i] = ar + fr;
        im[i] = ai + fi;
        re[i2] = ar - fr;
        im[i2] = ai - fi;
        re[i1] = er - gi;
        im[i1] = ei + gr;
        re[i3] = er + gi;
        im[i3] = ei - gr;
      }
    }
  }
}
