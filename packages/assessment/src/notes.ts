import type { Text } from '@sonae/core';
import type { AssessmentInput } from './assess.ts';
import type { Note, SourceFigure } from './result.ts';

const CONTRACT_NOTES: Readonly<Record<string, (contract: string) => Text>> = {
  'cap-unknown': (contract) => ({
    ja: `契約 ${contract} に賠償上限の記載が無いため、上限なしとして計算しました。`,
    en: `Contract ${contract} states no cap; calculated as without one.`,
  }),
  'fee-unknown': (contract) => ({
    ja: `契約 ${contract} の年間の対価が不明なため、対価に応じた上限を数えていません。`,
    en: `The yearly fee of contract ${contract} is unknown; its cap by fee is not counted.`,
  }),
  consumer: (contract) => ({
    ja: `契約 ${contract} は消費者契約です。故意・重過失の場合に上限が及ばないものとして計算しました（消費者契約法8条、要弁護士確認）。`,
    en: `Contract ${contract} is a consumer contract; the cap is taken not to reach intent or gross negligence (Consumer Contract Act 8, to be checked by counsel).`,
  }),
};

/** What a reader must know beside the figures. */
export function notesOf(input: AssessmentInput, sources: readonly SourceFigure[]): Note[] {
  const notes: Note[] = [
    {
      code: 'calculation',
      text: {
        ja: '入力された事実と公表資料からの計算結果です。助言や保険の勧誘ではありません。法律上の判断は要弁護士確認。',
        en: 'Calculated from the facts entered and published material. Not advice, not a recommendation; legal points are for counsel.',
      },
    },
    {
      code: 'first-fit',
      text: {
        ja: '損害モデルは最初の当てはめで、半分は判断によります。公表された事例の合計は、示した幅の上側に外れやすい。',
        en: 'The loss model is a first fit, half of it judgement; disclosed totals tend to lie above the band shown.',
      },
    },
  ];
  const unverified = sources.filter((source) => source.certainty === 'unverified').length;
  if (unverified > 0) {
    notes.push({
      code: 'unverified',
      text: {
        ja: `根拠のうち ${unverified} 件は原典を確認していません（未確認）。`,
        en: `${unverified} of the sources have not been verified.`,
      },
    });
  }
  if (input.policies.length > 0) {
    notes.push({
      code: 'policy-assumptions',
      text: {
        ja: '保険金は、通知・同意・期間の条件を満たし、国家関与などの不明な事実は立証責任に従って推定した場合の額です。',
        en: 'Insurance is counted as if notice, consent and time limits were met; unknown facts such as state involvement are presumed by the burden of proof.',
      },
    });
  }
  for (const { contract, code } of input.contractNotes) {
    notes.push({ code: `contract.${code}`, text: CONTRACT_NOTES[code](contract) });
  }
  return notes;
}
