import { exp, log } from './elementary.ts';
import { CENTRAL, FAR, MIDDLE } from './normal-coefficients.ts';

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

const [ca7, ca6, ca5, ca4, ca3, ca2, ca1, ca0] = CENTRAL.above;
const [cb7, cb6, cb5, cb4, cb3, cb2, cb1] = CENTRAL.below;

function central(r: number): number {
  return (
    (((((((ca7 * r + ca6) * r + ca5) * r + ca4) * r + ca3) * r + ca2) * r + ca1) * r + ca0) /
    (((((((cb7 * r + cb6) * r + cb5) * r + cb4) * r + cb3) * r + cb2) * r + cb1) * r + 1)
  );
}

const [ma7, ma6, ma5, ma4, ma3, ma2, ma1, ma0] = MIDDLE.above;
const [mb7, mb6, mb5, mb4, mb3, mb2, mb1] = MIDDLE.below;

function middle(r: number): number {
  return (
    (((((((ma7 * r + ma6) * r + ma5) * r + ma4) * r + ma3) * r + ma2) * r + ma1) * r + ma0) /
    (((((((mb7 * r + mb6) * r + mb5) * r + mb4) * r + mb3) * r + mb2) * r + mb1) * r + 1)
  );
}

const [fa7, fa6, fa5, fa4, fa3, fa2, fa1, fa0] = FAR.above;
const [fb7, fb6, fb5, fb4, fb3, fb2, fb1] = FAR.below;

function far(r: number): number {
  return (
    (((((((fa7 * r + fa6) * r + fa5) * r + fa4) * r + fa3) * r + fa2) * r + fa1) * r + fa0) /
    (((((((fb7 * r + fb6) * r + fb5) * r + fb4) * r + fb3) * r + fb2) * r + fb1) * r + 1)
  );
}
