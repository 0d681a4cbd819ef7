import type { Language, Text } from '@sonae/core';
import { formatNote, parseNote, signNote, speakerKey, type VerifierKey, verifyNote } from '@sonae/evidence';
import { actionType } from './catalogue/index.ts';
import { takedownLetter } from './letter.ts';
import type { ActionState } from './lifecycle.ts';
import { type Plan, planHash } from './plan.ts';
import { phasesOf, sheetFile, stepText } from './steps.ts';

const TITLES: readonly (readonly [keyof ReturnType<typeof phasesOf>, Text])[] = [
  ['dryRun', { ja: '1 試す（何も変わらない）', en: '1 Dry run (changes nothing)' }],
  ['arm', { ja: '2 自動で元に戻るように仕掛ける（必ず先に）', en: '2 Arm the rollback (always first)' }],
  ['apply', { ja: '3 実行する', en: '3 Apply' }],
  [
    'verify',
    { ja: '4 効いていて、管理できることを確かめる', en: '4 Verify: it works, and management is open' },
  ],
  ['confirm', { ja: '5 確定する（4がすべて良いときだけ）', en: '5 Confirm (only if all of 4 is good)' }],
  ['undo', { ja: '元に戻す', en: 'Undo' }],
];

/** A sheet that a person carries out and reports on (指示書). The default way: nothing of ours reaches the machine. */
export function sheetOf(plan: Plan, state: ActionState, language: Language): string {
  const type = actionType(plan.action)!;
  const phases = phasesOf(plan, type);
  const t = (ja: string, en: string) => (language === 'ja' ? ja : en);
  const people = state.approvals.map(
    ({ name, at, glass }) =>
      `${name} ${at}${glass === undefined ? '' : ` ${t('（単独：', '(alone: ')}${glass}${t('）', ')')}`}`,
  );
  const file = plan.file;
  const lines = [
    `${t('措置の指示書', 'Action sheet')}: ${type.label[language]}`,
    `${t('事案', 'Case')}: ${plan.case}`,
    ...Object.entries(plan.parameters).map(([name, value]) => `${name}: ${value}`),
    `${t('計画の指紋', 'Plan')} SHA-256: ${planHash(plan)}`,
    `${t('承認', 'Approved by')}: ${people.join(t('、', ', '))}`,
    `${t('有効期限', 'Not to be started after')}: ${state.until ?? '-'}`,
    `${t('業務への影響', 'Risk')}: ${type.risk[language]}`,
    `${t('影響の範囲', 'Reach')}: ${type.blastRadius[language]}`,
    `${t('最長', 'At most')}: ${plan.seconds / 3_600} ${t('時間', 'hours')}`,
    ...(type.undo.length === 0 && type.final ? [`${t('注意', 'Mind')}: ${type.final[language]}`] : []),
    '',
    t('先に採ったもの', 'Captured before'),
    ...plan.preserve.map(({ id, captured, waived }) =>
      captured === undefined
        ? `  ${id}: ${t('採らない', 'not captured')} (${waived})`
        : `  ${id}: ${captured}`,
    ),
    ...(file
      ? [
          '',
          t('0 このファイルを置く', '0 Put this file in place'),
          `  # cat > ${sheetFile(plan.table!)} <<'SONAE_END'`,
          ...file.text.trimEnd().split('\n'),
          'SONAE_END',
          `  SHA-256: ${file.sha256}`,
        ]
      : []),
    ...TITLES.flatMap(([phase, title]) =>
      phases[phase].length === 0
        ? []
        : ['', title[language], ...phases[phase].map((step) => `  ${stepText(step, language)}`)],
    ),
    ...(plan.action === 'takedown.request' ? ['', ...takedownLetter(plan, language)] : []),
    '',
    t(
      '結果を控え、sonae respond … --done で報告してください。',
      'Note the results and report them by sonae respond … --done.',
    ),
  ];
  return `${lines.join('\n').replace(/(?!\n)\p{Cc}/gu, ' ')}\n`;
}

/** Signs a sheet with the key of whoever hands it over. */
export function signSheet(text: string, name: string, seed: Uint8Array): string {
  const key = speakerKey(name, seed);
  return formatNote({ text, signatures: [signNote(text, key.name, key.id, seed)] });
}

/** Whether a sheet is whole and by one of these keys. */
export function isSignedSheet(sheet: string, keys: readonly VerifierKey[]): boolean {
  const note = parseNote(sheet);
  return note !== undefined && (verifyNote(note, keys)?.length ?? 0) > 0;
}
