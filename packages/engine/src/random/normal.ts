import { exp, log } from './elementary.ts';

/**
 * The standard normal quantile: the z with Φ(z) = p, for p strictly between 0 and 1.
 * Wichura, Algorithm AS 241 (PPND16), relative error about 1e-16.
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (q >= -0.425 && q <= 0.425) return q * central(0.180625 - q * q);
  const tail = q < 0 ? p : 1 - p;
  const r = Math.sqrt(-log(tail));
  const z = r <= 5 ? middle(r - 1.6) : far(r - 5);
  return q < 0 ? -z : z;
}

/** The standard normal distribution function, by the complementary error function's continued fraction or series. */
export function normalCdf(z: number): number {
  if (z > 8.3) return 1;
  if (z < -38) return 0;
  const x = Math.abs(z);
  const tail = x < 2.5 ? 0.5 - centralArea(x) : density(x) / millsFraction(x);
  return z > 0 ? 1 - tail : tail;
}

function density(x: number): number {
  return 0.3989422804014327 * exp(-0.5 * x * x);
}

/** Area between 0 and x by the alternating-free series x + x³/3 + x⁵/15 + … */
function centralArea(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= (x * x) / (2 * n + 1);
    sum += term;
  }
  return density(x) * sum;
}

/** x + 1/(x + 2/(x + 3/(x + …))), from the far end. */
function millsFraction(x: number): number {
  let f = x;
  for (let n = 120; n >= 1; n--) f = x + n / f;
  return f;
}

function central(r: number): number {
  return (
    (((((((2509.0809287301227 * r + 33430.57558358813) * r + 67265.7709270087) * r + 45921.95393154987) * r +
      13731.69376550946) *
      r +
      1971.5909503065513) *
      r +
      133.14166789178438) *
      r +
      3.3871328727963665) /
    (((((((5226.495278852546 * r + 28729.085735721943) * r + 39307.89580009271) * r + 21213.794301586597) *
      r +
      5394.196021424751) *
      r +
      687.1870074920579) *
      r +
      42.31333070160091) *
      r +
      1)
  );
}

function middle(r: number): number {
  return (
    (((((((0.0007745450142783414 * r + 0.022723844989269184) * r + 0.2417807251774506) * r +
      1.2704582524523684) *
      r +
      3.6478483247632045) *
      r +
      5.769497221460691) *
      r +
      4.630337846156546) *
      r +
      1.4234371107496835) /
    (((((((1.0507500716444169e-9 * r + 0.0005475938084995345) * r + 0.015198666563616457) * r +
      0.14810397642748008) *
      r +
      0.6897673349851) *
      r +
      1.6763848301838038) *
      r +
      2.053191626637759) *
      r +
      1)
  );
}

function far(r: number): number {
  return (
    (((((((2.0103343992922881e-7 * r + 0.000027115555687434876) * r + 0.0012426609473880784) * r +
      0.026532189526576124) *
      r +
      0.29656057182848505) *
      r +
      1.7848265399172913) *
      r +
      5.463784911164114) *
      r +
      6.657904643501103) /
    (((((((2.0442631033899397e-15 * r + 1.421511758316446e-7) * r + 0.000018463183175100548) * r +
      0.0007868691311456133) *
      r +
      0.014875361290850615) *
      r +
      0.1369298809227358) *
      r +
      0.599832206555888) *
      r +
      1)
  );
}
