import type { Workbook } from 'exceljs';
import { COMPANY_SHEET, GUIDE_SHEET, sheetPlans, WORDS_SHEET } from '../../columns.ts';
import { FONT, LINK, QUIET, TITLE } from './style.ts';

const HOW = [
  '1. 「会社」から始めます。業種、売上高、従業員数だけでも見積りは出ます。分かる所から埋めてください。',
  '2. 見出しの色が濃い列は必須、薄い列は任意です。見出しにカーソルを合わせると説明が出ます。',
  '3. 分からないことは空欄か「不明」のままにします。「不明」は「いいえ」とは扱いません。',
  '4. 金額は円、税の区分は「会社」の「金額の税区分」にそろえます。「3000万」「3,000千円」とは書かず 30000000 と入れます。',
  '5. ID は半角の英数字で自由に付けます。ほかのシートからは、その ID で選びます。',
  '6. 1つのセルに複数書くときは「、」で区切ります（例: 氏名、住所）。',
  '7. 行は足しても並べ替えても構いません。セルの結合、見出しの変更はしないでください。数式は計算結果を読みます。',
  '8. 保存したら読み込ませると、直すべき所を「情報資産!D5」のように全部まとめて示します。',
];

const ABOUT: Readonly<Record<string, string>> = {
  systems: '止まると困るもの、情報を置いているもの',
  assets: '持っている情報、預かっている情報。本人の数が見積りを大きく左右します',
  partners: '得意先、委託先、カード会社など。似た相手は1行にまとめて社数を書けます',
  contracts: '賠償の上限、違約金、通知期限',
  services: 'IT の仕事を請けている会社だけ',
  controls: '実施している対策。「いいえ」も大切な答えです',
  policies: '加入している保険の証券ファイル',
  contacts: '事故のとき電話する先',
  calendar: '訓練、診断、見直しの予定',
  people: '事故のとき動く人',
  rules: '規程と手順書',
};

/** Writes the first sheet: how to fill the workbook in, on one screen. */
export function addGuide(book: Workbook, company: string | undefined): void {
  const sheet = book.addWorksheet(GUIDE_SHEET, { views: [{ showGridLines: false }] });
  sheet.getColumn(1).width = 18;
  sheet.getColumn(2).width = 100;
  const line = (cells: readonly [string, string?], font = FONT) => {
    const row = sheet.addRow(cells);
    row.font = font;
    return row;
  };
  line([company === undefined ? '備え 台帳（ひな形）' : `備え 台帳  ${company}`], TITLE);
  sheet.addRow([]);
  for (const text of HOW) {
    const row = line([text]);
    sheet.mergeCells(row.number, 1, row.number, 2);
  }
  sheet.addRow([]);
  const link = (name: string, about: string) => {
    const cell = line(['', about]).getCell(1);
    cell.value = { text: name, hyperlink: `#'${name}'!A1` };
    cell.font = LINK;
  };
  link(COMPANY_SHEET, '会社そのもの。5つの質問の答えはここと「情報資産」に書きます');
  for (const { name, table } of sheetPlans) link(name, ABOUT[table] ?? '');
  link(WORDS_SHEET, '業種、情報の種類、費目、対策の一覧（選択肢の元）');
  sheet.addRow([]);
  line(['「会社」のほかは、どのシートも空のままで始められます。'], QUIET);
}
