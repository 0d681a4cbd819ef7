import { Document, isScalar, type Node, type Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { companyShape } from '../company-shape.ts';
import { isRecord } from '../path.ts';
import type { Company } from '../schema.ts';
import type { Leaf, Shape } from '../shape.ts';
import { lexiconOf, type Vocabulary } from '../vocabulary.ts';

/** Where editors find the schema, seen from `examples/companies`. */
export const COMPANY_SCHEMA = '../../packages/register/schemas/company.schema.json';

/**
 * Writes a company as YAML, with keys in the order of the schema, plain digits, and the Japanese name behind each word
 * of the vocabulary. Reading it back yields the same company; equal companies give equal texts.
 *
 * @param schema address of the JSON Schema, for editors
 */
export function toYaml(company: Company, vocabulary: Vocabulary, schema: string = COMPANY_SCHEMA): string {
  const lexicon = lexiconOf(vocabulary);
  const nameOf = (leaf: Leaf, word: unknown) =>
    leaf.meta.vocabulary && lexicon.entry(leaf.meta.vocabulary, String(word))?.ja;
  const contents = nodeOf(companyShape, company, nameOf) as YAMLMap;
  for (const pair of contents.items as Pair<Scalar, Node>[]) {
    const isTable = pair.value instanceof YAMLSeq || pair.value instanceof YAMLMap;
    if (isTable) pair.key.spaceBefore = true;
  }
  const doc = new Document(null, { version: '1.2' });
  doc.contents = contents as unknown as typeof doc.contents;
  const body = doc.toString({ lineWidth: 0, flowCollectionPadding: false });
  return `# yaml-language-server: $schema=${schema}\n${body}`;
}

type NameOf = (leaf: Leaf, word: unknown) => string | undefined;

function nodeOf(shape: Shape, value: unknown, nameOf: NameOf): Node {
  if (shape.node === 'leaf') return leafNode(shape, value, nameOf);
  if (shape.node === 'table') {
    const seq = new YAMLSeq();
    seq.items = (value as unknown[]).map((row) => nodeOf(shape.row, row, nameOf));
    return seq;
  }
  const map = new YAMLMap();
  for (const [key, field] of shape.fields) {
    const child = isRecord(value) ? value[key] : undefined;
    if (child !== undefined) map.add({ key: new Scalar(key), value: nodeOf(field, child, nameOf) });
  }
  return map;
}

function leafNode(leaf: Leaf, value: unknown, nameOf: NameOf): Node {
  if (!Array.isArray(value)) return commented(new Scalar(value), nameOf(leaf, value));
  const seq = new YAMLSeq();
  seq.flow = true;
  seq.items = value.map((entry) => new Scalar(entry));
  const names = value.map((entry) => nameOf(leaf, entry)).filter((name) => name !== undefined);
  return commented(seq, names.length > 0 ? names.join('、') : undefined);
}

/** A name with line feeds would end the comment; the vocabulary has none, but it is passed in. */
function commented<T extends Node>(node: T, name: string | undefined): T {
  const plain = isScalar(node) || node instanceof YAMLSeq;
  if (plain && name !== undefined && !/[\r\n]/.test(name)) node.comment = ` ${name}`;
  return node;
}
