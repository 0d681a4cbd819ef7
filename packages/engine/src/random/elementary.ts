/**
 * exp and log of our own, with the same bits on every machine: `Math.exp` and `Math.log` may differ between
 * JavaScript engines, while + − × ÷ and the square root are fixed by IEEE 754.
 *
 * Both follow fdlibm (Sun Microsystems, freely distributable): argument reduction, then a short rational
 * approximation; error below one unit in the last place.
 */

/** ln 2 in two parts: the high one has enough zeros at its end that a whole multiple of it is exact. */
export const LN2_HIGH = 0.6931471803691238;
export const LN2_LOW = 1.9082149292705877e-10;
export const INVERSE_LN2 = Math.LOG2E;

const bits = new Float64Array(1);
const words = new Uint32Array(bits.buffer);

/** 2^k for k from −1074 to 1023, exact. */
const POWER_OF_TWO = powersOfTwo();

/** e to the power of x. */
export function exp(x: number): number {
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY;
  if (x < -745.1332191019411) return 0;
  if (Number.isNaN(x)) return x;
  const k = Math.floor(x * INVERSE_LN2 + 0.5);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (0.16666666666666602 +
        t *
          (-0.0027777777777015593 +
            t * (0.00006613756321437934 + t * (-0.0000016533902205465252 + t * 4.1381367970572385e-8))));
  const y = 1 - (low - (r * c) / (2 - c) - high);
  // Two steps where one power of two would leave the range of a double.
  if (k > 1023) return y * POWER_OF_TWO[1023 + 1074] * POWER_OF_TWO[k - 1023 + 1074];
  if (k < -1022) return y * POWER_OF_TWO[-1022 + 1074] * POWER_OF_TWO[k + 1022 + 1074];
  return y * POWER_OF_TWO[k + 1074];
}

/** The natural logarithm of x; −∞ at 0, NaN below. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  let k = 0;
  let value = x;
  if (value < 2.2250738585072014e-308) {
    k = -54;
    value *= 18014398509481984;
  }
  bits[0] = value;
  // The mantissa is brought into [√½, √2); multiplying by a power of two is exact.
  const exponent = (words[1] >>> 20) - 1023;
  let mantissa = value * POWER_OF_TWO[1074 - exponent];
  k += exponent;
  if (mantissa > Math.SQRT2) {
    mantissa *= 0.5;
    k += 1;
  }
  const f = mantissa - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const t1 = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const t2 =
    z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  const half = 0.5 * f * f;
  return k * LN2_HIGH - (half - (s * (half + t1 + t2) + k * LN2_LOW) - f);
}

/** x to the power of y for x ≥ 0. */
export function pow(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  if (x === 0) return y > 0 ? 0 : Number.POSITIVE_INFINITY;
  return exp(y * log(x));
}

function powersOfTwo(): Float64Array {
  const powers = new Float64Array(1074 + 1024);
  powers[1074] = 1;
  for (let k = 1; k < 1024; k++) powers[1074 + k] = powers[1074 + k - 1] * 2;
  for (let k = 1; k <= 1074; k++) powers[1074 - k] = powers[1074 - k + 1] / 2;
  return powers;
}

const PI_2_HIGH = 1.5707963267341256;
const PI_2_LOW = 6.077100506506192e-11;

/** Sine and cosine of x, for |x| up to about 10^8: reduced to an eighth of the circle, then short polynomials. */
export function sinCos(x: number): [number, number] {
  const quarter = Math.floor(x / (Math.PI / 2) + 0.5);
  const r = x - quarter * PI_2_HIGH - quarter * PI_2_LOW;
  const z = r * r;
  const s =
    r +
    r *
      z *
      (-0.16666666666666632 +
        z *
          (0.00833333333332249 +
            z *
              (-0.0001984126982985795 +
                z * (0.0000027557313707070068 + z * (-2.5050760253406863e-8 + z * 1.58969099521155e-10)))));
  const c =
    1 -
    z / 2 +
    z *
      z *
      (0.0416666666666666 +
        z *
          (-0.001388888888887411 +
            z *
              (0.00002480158728947673 +
                z * (-2.7557314351390663e-7 + z * (2.087572321298175e-9 - z * 1.1359647557788195e-11)))));
  switch (((quarter % 4) + 4) % 4) {
    case 0:
      return [s, c];
    case 1:
      return [c, -s];
    case 2:
      return [-s, -c];
    default:
      return [-c, s];
  }
}
