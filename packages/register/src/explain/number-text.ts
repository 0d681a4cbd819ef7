/** A text that means a number, taken apart. */
export type NumberText = {
  /** The exact value in plain digits: `30000000`, `-3`, `0.5`. A percentage keeps its number: `35` for 35 %. */
  readonly digits: string;
  /** Whether it held full-width digits, signs or letters. */
  readonly fullWidth: boolean;
  /** Whether it held separators between digits: `3,000`, `100_000`. */
  readonly separators: boolean;
  /** Whether it held 千, 万, 億, million and the like; `digits` has them multiplied out. */
  readonly scaled: boolean;
  /** The unit after or the currency sign before the number, as a class of {@link UNIT_WORDS}. */
  readonly unit?: string;
};

/** Longer texts mean no number. */
const LONGEST = 60;

const SCALES: readonly (readonly [RegExp, number])[] = [
  [/^(?:兆|trillion)/, 12],
  [/^千億/, 11],
  [/^百億/, 10],
  [/^(?:十億|billion|bn)/, 9],
  [/^億/, 8],
  [/^千万/, 7],
  [/^(?:百万|million|mio)/, 6],
  [/^十万/, 5],
  [/^万/, 4],
  [/^(?:千|thousand|k(?![a-z]))/, 3],
  [/^百/, 2],
];

/** Words for units, by class. The classes of amounts in yen and of foreign money are told apart. */
export const UNIT_WORDS: readonly (readonly [string, RegExp])[] = [
  [
    'foreign',
    /^(?:us\$|\$|usd|(?:米|豪|香港|台湾)?ドル|dollars?|€|eur|ユーロ|euros?|£|gbp|ポンド|pounds?|元|人民元|cny|rmb|ウォン|krw|₩)$/,
  ],
  ['yen', /^(?:円|¥|yen|jpy)(?:\(?(?:税込|税抜)み?\)?)?$/],
  ['percent', /^(?:%|パーセント|percent)$/],
  ['persons', /^(?:人|名|人分|名分|persons?|people)$/],
  ['records', /^(?:件|枚|records?|cards?)$/],
  ['firms', /^(?:社|者|firms?|companies)$/],
  ['times', /^(?:倍|times|x)$/],
  ['weeks', /^(?:週間?|weeks?)$/],
  ['days', /^(?:日間?|days?)$/],
  ['hours', /^(?:時間|hours?|hrs?|h)$/],
  ['months', /^(?:[かヶカヵケ個箇]?月間?|months?)$/],
  ['years', /^(?:年間?|years?)$/],
];

const NUMBER = /^(?:\d+(?:[,_' ]\d+)*(?:\.\d+)?|\.\d+)/;

/**
 * Reads a text that means a number the way a person would: 「３０００」, `3,000`, 「3000万」, 「1億2,000万円」, `300 USD`,
 * `35 %`. Exact: no binary fraction is involved. Undefined where it means no number, or not one for certain
 * (`1,23` might be a fraction).
 *
 * @example readNumberText('1億2,000万円') // { digits: '120000000', separators: true, scaled: true, unit: 'yen', … }
 */
export function readNumberText(text: string): NumberText | undefined {
  if (text.length > LONGEST) return undefined;
  const plain = text
    .normalize('NFKC')
    .replace(/[\u2212\u2010-\u2015ー▲△](?=\s*[¥\d.])/g, '-')
    .trim()
    .toLowerCase();
  const fullWidth = /[\uff01-\uff5e\uffe5\u2212\u30fc]/.test(text);
  const head = /^([+-]?)\s*(¥|\\|us\$|\$|€|£|jpy|usd|eur)?\s*/.exec(plain) as RegExpExecArray;
  let rest = plain.slice(head[0].length);
  let total = new Exact(0n, 0);
  let [separators, scaled, lastScale] = [false, false, 99];
  while (/^[\d.]/.test(rest)) {
    const number = NUMBER.exec(rest)?.[0];
    if (number === undefined || lastScale === 0 || !groupsAreThousands(number)) return undefined;
    rest = rest.slice(number.length).trimStart();
    const scale = SCALES.find(([pattern]) => pattern.test(rest));
    const power = scale?.[1] ?? 0;
    if (power >= lastScale) return undefined;
    if (scale) rest = rest.replace(scale[0], '').trimStart();
    separators ||= /[,_' ]/.test(number);
    scaled ||= scale !== undefined;
    lastScale = power;
    total = total.plus(Exact.of(number.replace(/[,_' ]/g, ''), power));
  }
  if (lastScale === 99) return undefined;
  const unitText = rest.trim() || (head[2] === '\\' ? '¥' : (head[2] ?? ''));
  const unit = unitText === '' ? undefined : UNIT_WORDS.find(([, pattern]) => pattern.test(unitText))?.[0];
  if (unitText !== '' && unit === undefined) return undefined;
  const sign = head[1] === '-' ? '-' : '';
  return { digits: sign + total.toString(), fullWidth, separators, scaled, ...(unit && { unit }) };
}

function groupsAreThousands(number: string): boolean {
  const groups = number.replace(/\..*$/, '').split(/[,_' ]/);
  return (
    groups.slice(1).every((group) => group.length === 3) && (groups.length === 1 || groups[0].length <= 3)
  );
}

/** A decimal number as whole units of a power of ten. */
class Exact {
  readonly units: bigint;
  readonly decimals: number;
  constructor(units: bigint, decimals: number) {
    this.units = units;
    this.decimals = decimals;
  }
  static of(number: string, power: number): Exact {
    const [whole, fraction = ''] = number.split('.');
    const shift = power - fraction.length;
    const units = BigInt(whole + fraction);
    return shift >= 0 ? new Exact(units * 10n ** BigInt(shift), 0) : new Exact(units, -shift);
  }
  plus(other: Exact): Exact {
    const decimals = Math.max(this.decimals, other.decimals);
    const at = (x: Exact) => x.units * 10n ** BigInt(decimals - x.decimals);
    return new Exact(at(this) + at(other), decimals);
  }
  toString(): string {
    const digits = this.units.toString().padStart(this.decimals + 1, '0');
    const whole = digits.slice(0, digits.length - this.decimals);
    const fraction = digits.slice(digits.length - this.decimals).replace(/0+$/, '');
    return fraction === '' ? whole : `${whole}.${fraction}`;
  }
}
