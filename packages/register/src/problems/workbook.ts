import { say, type Text } from '@sonae/core';
import type { Problem } from '../problem.ts';
import type { Leaf } from '../shape.ts';
import { called, error, expectedUnit, shown, warning } from './say.ts';

/** Not an xlsx file, or damaged. */
export const notAWorkbook = (reason: Text): Problem =>
  error(
    'register.not-a-workbook',
    say(`Excel ブックとして読めません（${reason.ja}）`, `This cannot be read as a workbook (${reason.en})`),
    say(
      'Excel で開き、「Excel ブック（*.xlsx）」として保存し直してください',
      'Open it in Excel and save it as "Excel Workbook (*.xlsx)"',
    ),
  );

/** Protected by a password. */
export const encrypted = (): Problem =>
  error(
    'register.encrypted',
    say('パスワードで暗号化されています', 'The workbook is encrypted with a password'),
    say(
      'Excel で「パスワードを使用して暗号化」を解除して保存してください',
      'Remove the password in Excel and save it again',
    ),
  );

/** A sheet of the register that is not there. */
export const missingSheet = (name: string, needed: boolean): Problem =>
  needed
    ? error(
        'register.missing-sheet',
        say(`シート「${name}」がありません`, `There is no sheet "${name}"`),
        say('ひな形から書き始めてください', 'Start from the template'),
      )
    : warning(
        'register.missing-sheet',
        say(
          `シート「${name}」がありません。行が無いものとして読みました`,
          `There is no sheet "${name}"; it was read as having no rows`,
        ),
        say('本当に無ければこのままで構いません', 'Leave it so if there is nothing to enter'),
      );

/** A sheet whose part is missing or damaged. */
export const unreadableSheet = (name: string): Problem =>
  error(
    'register.unreadable-sheet',
    say(`シート「${name}」が壊れていて読めません`, `The sheet "${name}" is damaged and cannot be read`),
    say(
      'Excel で「開いて修復する」を選ぶか、壊れる前の版かひな形に書き直してください',
      'Choose "Open and Repair" in Excel, or go back to an older copy or the template',
    ),
  );

/** A sheet of the register without anything in it, not even headings. */
export const emptySheet = (name: string): Problem =>
  warning(
    'register.empty-sheet',
    say(
      `シート「${name}」は空です。行が無いものとして読みました`,
      `The sheet "${name}" is empty; it was read as having no rows`,
    ),
    say('本当に無ければこのままで構いません', 'Leave it so if there is nothing to enter'),
  );

/** A workbook of something else. */
export const noRegister = (): Problem =>
  error(
    'register.no-register',
    say('台帳のシートが1枚もありません', 'The workbook has none of the sheets of a register'),
    say(
      'sonae register template --xlsx 台帳.xlsx で作ったひな形に記入してください',
      'Fill in the template that sonae register template --xlsx FILE writes',
    ),
  );

/** A sheet nobody reads. */
export const unknownSheet = (name: string, suggestion: string | undefined): Problem =>
  warning(
    'register.unknown-sheet',
    say(`シート「${shown(name)}」は読みません`, `The sheet "${shown(name)}" is not read`),
    suggestion === undefined
      ? say('メモならこのままで構いません', 'Leave it so if it is a note')
      : say(`「${suggestion}」のつもりなら名前を直してください`, `If you mean "${suggestion}", rename it`),
  );

/** No row of headings. */
export const noHeader = (name: string, example: string): Problem =>
  error(
    'register.no-header',
    say(`シート「${name}」に見出しの行がありません`, `The sheet "${name}" has no row of headings`),
    say(
      `最初の10行のどこかに「${example}」などの見出しを置いてください`,
      `Put headings such as "${example}" into one of the first ten rows`,
    ),
  );

/** A heading that stands for no field. */
export const unknownColumn = (heading: string, suggestion: string | undefined): Problem =>
  error(
    'register.unknown-column',
    say(
      `見出し「${shown(heading)}」に当たる項目はありません`,
      `The heading "${shown(heading)}" stands for no field`,
    ),
    suggestion === undefined
      ? say(
          '列を消すか、見出しをひな形に合わせてください',
          'Remove the column, or take the heading from the template',
        )
      : say(`「${suggestion}」ではありませんか`, `Did you mean "${suggestion}"?`),
  );

/** A heading that states another unit than the field has: 「年間売上高（千円）」. */
export const unitInHeading = (heading: string, unit: string, leaf: Leaf): Problem =>
  error(
    'register.unit',
    say(
      `見出し「${shown(heading)}」の単位「${shown(unit)}」は使えません`,
      `The heading "${shown(heading)}" states the unit "${shown(unit)}"`,
    ),
    say(
      `値を${expectedUnit(leaf).ja}に直し、見出しの単位もひな形に合わせてください`,
      `Turn the figures into ${expectedUnit(leaf).en} and take the heading from the template`,
    ),
  );

/** One field in two columns. */
export const duplicateColumn = (heading: string, first: string): Problem =>
  error(
    'register.duplicate-column',
    say(
      `見出し「${shown(heading)}」が2つあります（先は ${first}）`,
      `The heading "${shown(heading)}" occurs twice (first in ${first})`,
    ),
    say('どちらかの列を消してください', 'Remove one of the columns'),
  );

/** A column a row cannot do without. */
export const missingColumn = (heading: string): Problem =>
  error(
    'register.missing-column',
    say(`見出し「${heading}」の列がありません`, `There is no column "${heading}"`),
    say(`「${heading}」の列を足してください`, `Add a column "${heading}"`),
  );

/** A value in a column without heading. */
export const noHeading = (value: unknown): Problem =>
  error(
    'register.no-heading',
    say(
      `見出しの無い列に値があります（${shown(value)}）`,
      `A value stands in a column without heading (${shown(value)})`,
    ),
    say('見出しを付けるか、値を消してください', 'Give the column a heading, or remove the value'),
  );

/** Cells merged over rows or columns. */
export const mergedCells = (range: string): Problem =>
  error(
    'register.merged-cells',
    say(`セルが結合されています（${range}）`, `Cells are merged (${range})`),
    say('結合を解除し、各行に値を書いてください', 'Unmerge them and write the value into each row'),
  );

/** A row or sheet that people do not see. */
export const hidden = (what: 'row' | 'column' | 'sheet'): Problem => {
  const ja = { row: '行', column: '列', sheet: 'シート' }[what];
  return warning(
    'register.hidden',
    say(`この${ja}は非表示ですが、読みました`, `This ${what} is hidden, but was read`),
    say(`要らない${ja}なら消し、要るなら再表示してください`, `Delete it if it is not wanted, else unhide it`),
  );
};

/** #REF!, #N/A and the like. */
export const errorCell = (text: string): Problem =>
  error(
    'register.error-cell',
    say(`セルの値がエラーです（${text}）`, `The cell holds an error (${text})`),
    say('数式を直すか、値を直接書いてください', 'Mend the formula, or write the value itself'),
  );

/** A formula whose result was never stored; formulas are not calculated here. */
export const noCachedValue = (): Problem =>
  error(
    'register.no-cached-value',
    say(`数式の計算結果が保存されていません`, `The result of the formula is not stored`),
    say(
      'Excel で開いて保存し直すか、値を直接書いてください',
      'Open and save it in Excel, or write the value itself',
    ),
  );

/** A date where a number or a text belongs. */
export const dateForOther = (leaf: Leaf, date: string): Problem =>
  error(
    'register.date-for-other',
    say(
      `${called(leaf).ja}が日付になっています（${shown(date)}）`,
      `${called(leaf).en} is a date (${shown(date)})`,
    ),
    ['text', 'id', 'phone', 'email', 'enum', 'boolean', 'literal'].includes(leaf.kind)
      ? say('セルの書式を文字列にして入力し直してください', 'Format the cell as text and type it again')
      : say(
          `セルの書式を標準にし、${expectedUnit(leaf).ja}を入力し直してください`,
          `Format the cell as General and type ${expectedUnit(leaf).en} again`,
        ),
  );

/** A number without date format where a date belongs. */
export const numberForDate = (leaf: Leaf, value: number, date: string | undefined): Problem =>
  error(
    'register.number-for-date',
    say(`${called(leaf).ja}が数値です（${value}）`, `${called(leaf).en} is a number (${value})`),
    date === undefined
      ? say('2026-02-03 の形で書いてください', 'Write it like 2026-02-03')
      : say(
          `日付なら ${date} です。セルの書式を日付にしてください`,
          `As a date it is ${date}; format the cell as a date`,
        ),
  );

/** A moment of the day where a date belongs. */
export const timeForDate = (leaf: Leaf, date: string): Problem =>
  error(
    'register.time-for-date',
    say(`${called(leaf).ja}に時刻が付いています`, `${called(leaf).en} carries a time of day`),
    say(`${date} だけにしてください`, `Keep only ${date}`),
  );

/** More cells than any register holds. */
export const tooManyCells = (limit: number): Problem =>
  error(
    'register.too-many-cells',
    say(`セルが${limit}個を超えます`, `More than ${limit} cells`),
    say(
      '台帳以外のシートと、書式だけの行を消してください',
      'Remove other sheets and rows that hold nothing but formats',
    ),
  );
