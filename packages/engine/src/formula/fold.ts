import { exp, log, pow } from '../random/elementary.ts';
import { OP, type Op } from './graph.ts';

/** The value of an operation on plain numbers, or undefined for an operation that needs luck or a table. */
export function fold(op: Op, a: readonly number[]): number | undefined {
  switch (op) {
    case OP.add:
      return a[0] + a[1];
    case OP.subtract:
      return a[0] - a[1];
    case OP.multiply:
      return a[0] * a[1];
    case OP.divide:
      return a[0] / a[1];
    case OP.min:
      return Math.min(a[0], a[1]);
    case OP.max:
      return Math.max(a[0], a[1]);
    case OP.less:
      return a[0] < a[1] ? 1 : 0;
    case OP.lessEqual:
      return a[0] <= a[1] ? 1 : 0;
    case OP.equal:
      return a[0] === a[1] ? 1 : 0;
    case OP.and:
      return a[0] !== 0 && a[1] !== 0 ? 1 : 0;
    case OP.or:
      return a[0] !== 0 || a[1] !== 0 ? 1 : 0;
    case OP.not:
      return a[0] === 0 ? 1 : 0;
    case OP.choose:
      return a[0] !== 0 ? a[1] : a[2];
    case OP.exp:
      return exp(a[0]);
    case OP.log:
      return log(a[0]);
    case OP.log10:
      return log(a[0]) / Math.LN10;
    case OP.sqrt:
      return Math.sqrt(a[0]);
    case OP.pow:
      return pow(a[0], a[1]);
    case OP.floor:
      return Math.floor(a[0]);
    case OP.round:
      return Math.floor(a[0] + 0.5);
    case OP.band: {
      let passed = 0;
      while (passed < a.length - 1 && a[0] >= a[passed + 1]) passed += 1;
      return passed;
    }
    case OP.pick:
      return a[1 + Math.max(0, Math.min(a.length - 2, Math.floor(a[0])))];
    default:
      return undefined;
  }
}
