import type { Language } from '@sonae/core';

const WORDS = {
  ja: {
    kindOf: '手順書',
    flow: '流れ図',
    questions: '確かめること',
    steps: '手順',
    who: '担当',
    capture: '先に残すもの',
    duties: '関わる義務',
    insurer: '先に保険会社の承認を確かめる',
    approvers: '人の承認が要る',
    byHand: '機械の命令（人が確かめて行う）',
    next: '次へ',
    time: '時刻',
    name: '名前',
    version: '版',
    note: 'この紙は手順だけを示します。期限の日付は案件の期限表で確かめてください。',
    missing: '〓は書体にない文字です。',
  },
  en: {
    kindOf: 'Playbook',
    flow: 'Flowchart',
    questions: 'To find out',
    steps: 'Steps',
    who: 'Who',
    capture: 'Capture first',
    duties: 'Duties',
    insurer: 'First check the consent of the insurer',
    approvers: 'people must approve',
    byHand: 'Command of a machine, to be checked and done by a person',
    next: 'Next',
    time: 'Time',
    name: 'Name',
    version: 'Version',
    note: 'This sheet shows the steps alone. Dates are on the clock board of the case.',
    missing: '〓 stands for a character the typeface lacks.',
  },
} as const;

export type ManualWords = Readonly<Record<keyof (typeof WORDS)['ja'], string>>;

export const manualWords = (language: Language): ManualWords => WORDS[language];
