/** Types of WebAssembly values by the letter used in {@link OPCODES}. */
export const TYPE = { i: 0x7f, l: 0x7e, f: 0x7d, d: 0x7c, v: 0x7b } as const;
/** i: i32, l: i64, f: f32, d: f64, v: v128. */
export type Letter = keyof typeof TYPE;

/**
 * The instructions the kernels use: opcode bytes, then the types of operands and result, `ii>i`. Instructions of
 * memory and lanes, which carry immediates, stand below.
 */
const SCALAR = {
  'i32.eqz': [0x45, 'i>i'],
  'i32.eq': [0x46, 'ii>i'],
  'i32.ne': [0x47, 'ii>i'],
  'i32.lt_s': [0x48, 'ii>i'],
  'i32.lt_u': [0x49, 'ii>i'],
  'i32.gt_u': [0x4b, 'ii>i'],
  'i32.ge_s': [0x4e, 'ii>i'],
  'i32.ge_u': [0x4f, 'ii>i'],
  'f64.ne': [0x62, 'dd>i'],
  'f64.lt': [0x63, 'dd>i'],
  'f64.gt': [0x64, 'dd>i'],
  'f64.le': [0x65, 'dd>i'],
  'f64.ge': [0x66, 'dd>i'],
  'i32.add': [0x6a, 'ii>i'],
  'i32.sub': [0x6b, 'ii>i'],
  'i32.mul': [0x6c, 'ii>i'],
  'i32.and': [0x71, 'ii>i'],
  'i32.or': [0x72, 'ii>i'],
  'i32.xor': [0x73, 'ii>i'],
  'i32.shl': [0x74, 'ii>i'],
  'i32.shr_u': [0x76, 'ii>i'],
  'i64.add': [0x7c, 'll>l'],
  'i64.mul': [0x7e, 'll>l'],
  'i64.shl': [0x86, 'll>l'],
  'i64.shr_u': [0x88, 'll>l'],
  'f64.abs': [0x99, 'd>d'],
  'f64.neg': [0x9a, 'd>d'],
  'f64.floor': [0x9c, 'd>d'],
  'f64.add': [0xa0, 'dd>d'],
  'f64.sub': [0xa1, 'dd>d'],
  'f64.mul': [0xa2, 'dd>d'],
  'f64.div': [0xa3, 'dd>d'],
  'f64.min': [0xa4, 'dd>d'],
  'f64.max': [0xa5, 'dd>d'],
  'i32.wrap_i64': [0xa7, 'l>i'],
  'i32.trunc_f64_s': [0xaa, 'd>i'],
  'i64.extend_i32_u': [0xad, 'i>l'],
  'f64.convert_i32_s': [0xb7, 'i>d'],
  'f64.convert_i64_s': [0xb9, 'l>d'],
  'f64.promote_f32': [0xbb, 'f>d'],
} as const;

/** Behind the prefix 0xfd. */
const VECTOR = {
  'i32x4.splat': [0x11, 'i>v'],
  'f32x4.splat': [0x13, 'f>v'],
  'f64x2.splat': [0x14, 'd>v'],
  'i32x4.gt_s': [0x3b, 'vv>v'],
  'f32x4.gt': [0x44, 'vv>v'],
  'f64x2.eq': [0x47, 'vv>v'],
  'f64x2.ne': [0x48, 'vv>v'],
  'f64x2.lt': [0x49, 'vv>v'],
  'f64x2.gt': [0x4a, 'vv>v'],
  'f64x2.le': [0x4b, 'vv>v'],
  'f64x2.ge': [0x4c, 'vv>v'],
  'v128.not': [0x4d, 'v>v'],
  'v128.and': [0x4e, 'vv>v'],
  'v128.andnot': [0x4f, 'vv>v'],
  'v128.or': [0x50, 'vv>v'],
  'v128.xor': [0x51, 'vv>v'],
  'v128.bitselect': [0x52, 'vvv>v'],
  'v128.any_true': [0x53, 'v>i'],
  'f32x4.demote_f64x2_zero': [0x5e, 'v>v'],
  'f64x2.promote_low_f32x4': [0x5f, 'v>v'],
  'f64x2.floor': [0x75, 'v>v'],
  'i32x4.shl': [0xab, 'vi>v'],
  'i32x4.shr_s': [0xac, 'vi>v'],
  'i32x4.shr_u': [0xad, 'vi>v'],
  'i32x4.add': [0xae, 'vv>v'],
  'i32x4.sub': [0xb1, 'vv>v'],
  'i64x2.bitmask': [0xc4, 'v>i'],
  'i64x2.shl': [0xcb, 'vi>v'],
  'i64x2.shr_u': [0xcd, 'vi>v'],
  'i64x2.add': [0xce, 'vv>v'],
  'i64x2.sub': [0xd1, 'vv>v'],
  'i64x2.extmul_low_i32x4_u': [0xde, 'vv>v'],
  'i64x2.extmul_high_i32x4_u': [0xdf, 'vv>v'],
  'f32x4.sqrt': [0xe3, 'v>v'],
  'f32x4.add': [0xe4, 'vv>v'],
  'f32x4.sub': [0xe5, 'vv>v'],
  'f32x4.mul': [0xe6, 'vv>v'],
  'f32x4.div': [0xe7, 'vv>v'],
  'f32x4.pmin': [0xea, 'vv>v'],
  'f32x4.pmax': [0xeb, 'vv>v'],
  'f64x2.abs': [0xec, 'v>v'],
  'f64x2.neg': [0xed, 'v>v'],
  'f64x2.sqrt': [0xef, 'v>v'],
  'f64x2.add': [0xf0, 'vv>v'],
  'f64x2.sub': [0xf1, 'vv>v'],
  'f64x2.mul': [0xf2, 'vv>v'],
  'f64x2.div': [0xf3, 'vv>v'],
  'f64x2.pmin': [0xf6, 'vv>v'],
  'f64x2.pmax': [0xf7, 'vv>v'],
  'f32x4.convert_i32x4_s': [0xfa, 'v>v'],
} as const;

export type Opcode = keyof typeof SCALAR | keyof typeof VECTOR;
export type Signature = { readonly bytes: readonly number[]; readonly result: Letter };

function table(): Record<Opcode, Signature> {
  const all: Partial<Record<string, Signature>> = {};
  for (const [name, [code, types]] of Object.entries(SCALAR)) {
    all[name] = { bytes: [code], result: types.at(-1) as Letter };
  }
  for (const [name, [code, types]] of Object.entries(VECTOR)) {
    all[name] = {
      bytes: code < 0x80 ? [0xfd, code] : [0xfd, (code & 0x7f) | 0x80, 1],
      result: types.at(-1) as Letter,
    };
  }
  return all as Record<Opcode, Signature>;
}

export const OPCODES = table();

export type Access = readonly [opcode: readonly number[], align: number];

/** Plain loads and stores by the type of their value, with the alignment they promise as a power of two. */
export const LOAD = {
  i: [[0x28], 2],
  l: [[0x29], 3],
  f: [[0x2a], 2],
  d: [[0x2b], 3],
  v: [[0xfd, 0x00], 4],
} as const satisfies Record<Letter, Access>;
export const STORE = {
  i: [[0x36], 2],
  l: [[0x37], 3],
  f: [[0x38], 2],
  d: [[0x39], 3],
  v: [[0xfd, 0x0b], 4],
} as const satisfies Record<Letter, Access>;
/** A byte without a sign. */
export const LOAD_BYTE: Access = [[0x2d], 0];
export const ATOMIC = {
  load: [[0xfe, 0x10], 2],
  add: [[0xfe, 0x1e], 2],
} as const satisfies Record<string, Access>;

/** Reading and replacing one lane of a vector, and the type of that lane. */
export const LANES = {
  i32x4: { extract: 0x1b, replace: 0x1c, letter: 'i' },
  i64x2: { extract: 0x1d, replace: 0x1e, letter: 'l' },
  f32x4: { extract: 0x1f, replace: 0x20, letter: 'f' },
  f64x2: { extract: 0x21, replace: 0x22, letter: 'd' },
} as const;
export type Lanes = keyof typeof LANES;
