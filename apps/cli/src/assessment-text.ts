import type { Assessment } from '@sonae/assessment';
import type { Language } from '@sonae/core';
import { percentText, periodText, yenText } from '@sonae/documents/format';
import { table } from './table.ts';
import { wrap } from './width.ts';

const HEADS_SHOWN = 8;
const REASONS_SHOWN = 6;

/** An assessment as a terminal shows it: headlines, waterfall, heads, who pays, why it stays, the next question. */
export function assessmentText(a: Assessment, language: Language): string {
  const t = (ja: string, en: string) => (language === 'ja' ? ja : en);
  const says = (ja: string, en: string) => wrap(t(ja, en));
  const yen = (amount: number) => yenText(amount, language);
  const exact = (amount: number) => yenText(amount, language, 'exact');
  const fictional =
    a.company.fictional && !/架空|fictional/i.test(a.company.name) ? t('（架空の会社）', ' (fictional)') : '';
  const headline = (key: string) =>
    key === 'serious'
      ? t('深刻な事故になったら', 'If it becomes serious')
      : periodText(Number(key), language);
  const sections = [
    `${a.company.name}${fictional}`,
    table(
      [t('自己負担', 'Retained'), t('金額', 'Yen'), t('90%の幅', '90 % band')],
      Object.entries(a.headlines)
        .sort(([x], [y]) => (Number(x) || Number.POSITIVE_INFINITY) - (Number(y) || Number.POSITIVE_INFINITY))
        .map(([key, h]) => [headline(key), yen(h.yen), `${yen(h.low)} – ${yen(h.high)}`]),
    ),
    table(
      [
        t(
          `${periodText(a.returnPeriod, language)}前後の年の平均`,
          `Average around ${periodText(a.returnPeriod, language)}`,
        ),
        t('円', 'yen'),
      ],
      [
        [t('総損害', 'Gross loss'), exact(a.waterfall.gross)],
        [t('− 契約で負わない額', '− not owed under contracts'), exact(a.waterfall.contract)],
        [t('− 保険で支払われる額', '− paid by insurance'), exact(a.waterfall.insurance)],
        [t('＝ 自己負担', '= retained'), exact(a.waterfall.retained)],
      ],
    ),
    table(
      [t('費目（大きい順）', 'Head of loss'), t('総損害', 'Gross'), t('自己負担', 'Retained')],
      a.heads.slice(0, HEADS_SHOWN).map((head) => [head.name, yen(head.gross), yen(head.retained)]),
    ),
    table(
      [t('自己負担になる理由', 'Why it stays'), t('証券', 'Policy'), t('金額', 'Yen')],
      a.kept
        .slice(0, REASONS_SHOWN)
        .map((kept) => [
          kept.name,
          [kept.policy, kept.part, kept.clause].filter(Boolean).join(' / '),
          yen(kept.yen),
        ]),
    ),
    a.nextQuestion
      ? says(
          `次の1問: ${a.nextQuestion.question.ja}（答えると100年に1度の幅が約${percentText(a.nextQuestion.narrowing, language)}狭くなります）`,
          `Next question: ${a.nextQuestion.question.en} (narrows the 1-in-100 band by about ${percentText(a.nextQuestion.narrowing, language)})`,
        )
      : '',
    says(
      `${a.years.toLocaleString('ja-JP')}年 × ${a.worlds.toLocaleString('ja-JP')}世界、seed ${a.seed}、計算誤差 ±${percentText(a.standardError, language)}、根拠 ${a.sources.length}件（未確認 ${a.sources.filter((s) => s.certainty === 'unverified').length}件）`,
      `${a.years.toLocaleString('en')} years × ${a.worlds.toLocaleString('en')} worlds, seed ${a.seed}, simulation error ±${percentText(a.standardError, language)}, ${a.sources.length} sources (${a.sources.filter((s) => s.certainty === 'unverified').length} unverified)`,
    ),
    a.notes.map((note) => wrap(`${t('・', '- ')}${note.text[language]}`, { indent: 2 })).join('\n'),
    // Never broken, so that it can be copied.
    `${t('再現', 'Reproduce')}: ${a.command}`,
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}
