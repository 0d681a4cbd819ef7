import { say } from '@sonae/core';
import type { YAMLError } from 'yaml';
import type { Problem } from '../problem.ts';
import { brokenYaml, severalDocuments, tab } from '../problems/document.ts';

/** What the parser's errors mean, in Japanese; the codes are those of `yaml` 2. */
const REASONS: Readonly<Record<string, string>> = {
  ALIAS_PROPS: '参照（*）に目印は付けられません',
  BAD_ALIAS: '参照（*）の先がありません',
  BAD_COLLECTION_TYPE: '並びと項目の集まりが食い違っています',
  BAD_DIRECTIVE: '% で始まる行は使えません',
  BAD_DQ_ESCAPE: '二重引用符の中の \\ の後が正しくありません',
  BAD_INDENT: '字下げがそろっていません',
  BAD_PROP_ORDER: '目印（& や !）の位置が正しくありません',
  BAD_SCALAR_START: 'この記号で値を始めるには引用符が要ります',
  BLOCK_AS_IMPLICIT_KEY: '1行に「項目名:」が2つあるか、字下げが足りません',
  BLOCK_IN_FLOW: '括弧の中に字下げの並びは書けません',
  COMMENT_SPACE: '# の前に空白が要ります',
  IMPOSSIBLE: '読み取れません',
  KEY_OVER_1024_CHARS: '項目名が長すぎます',
  MISSING_CHAR: '閉じる引用符や括弧、区切りが足りません',
  MULTILINE_IMPLICIT_KEY: '「:」の後に空白が無いか、項目名が2行にわたっています',
  MULTIPLE_ANCHORS: '目印（&）が2つあります',
  MULTIPLE_TAGS: '型の印（!）が2つあります',
  NON_STRING_KEY: '項目名が文字列ではありません',
  RESOURCE_EXHAUSTION: '入れ子が深すぎます',
  TAG_RESOLVE_FAILED: '型の印（!）は使えません',
  UNEXPECTED_TOKEN: 'ここに書けない記号があります',
};

/** The problem an error of the YAML parser stands for. */
export function syntaxProblem(error: YAMLError, text: string): Problem {
  if (error.code === 'TAB_AS_INDENT') return tab();
  if (error.code === 'MULTIPLE_DOCS') return severalDocuments();
  const reason = say(REASONS[error.code] ?? error.code, error.message);
  return brokenYaml(reason, fullWidthHint(text, error.pos[0]));
}

/** Full-width colons, spaces and quotes look right and are the usual reason in Japanese files. */
function fullWidthHint(text: string, offset: number) {
  const start = text.lastIndexOf('\n', Math.max(0, offset - 1)) + 1;
  const end = text.indexOf('\n', offset);
  const line = text.slice(start, end < 0 ? start + 500 : Math.min(end, start + 500));
  const found = /[：　“”，［］｛｝＃－]/.exec(line)?.[0];
  return found === undefined
    ? undefined
    : say(
        `この行に全角の「${found}」があります。記号なら半角にしてください`,
        `This line holds a full-width "${found}"; use the half-width one`,
      );
}
