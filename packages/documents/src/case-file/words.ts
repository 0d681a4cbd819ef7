import type { Language } from '@sonae/core';
import type { CaseEvent } from '@sonae/incident/case';

/** What the page of a case says by itself. */
export type CaseWords = {
  readonly title: string;
  readonly drill: string;
  readonly company: string;
  readonly opened: string;
  readonly closed: string;
  readonly made: (at: string, by: string, version: number) => string;
  readonly none: string;
  readonly sections: {
    readonly deadlines: string;
    readonly facts: string;
    readonly advisers: string;
    readonly contacts: string;
    readonly decisions: string;
    readonly told: string;
    readonly watched: string;
    readonly testimonies: string;
    readonly tasks: string;
    readonly ledger: string;
    readonly photos: string;
    readonly timeline: string;
    readonly check: string;
  };
  readonly columns: Readonly<
    Record<
      | 'what'
      | 'state'
      | 'due'
      | 'basis'
      | 'value'
      | 'source'
      | 'asOf'
      | 'who'
      | 'where'
      | 'when'
      | 'reach'
      | 'how'
      | 'kind'
      | 'amount'
      | 'digest'
      | 'reason'
      | 'since'
      | 'insurer'
      | 'stays',
      string
    >
  >;
  readonly states: Readonly<Record<string, string>>;
  readonly confidence: Readonly<Record<string, string>>;
  readonly kinds: Readonly<Record<CaseEvent['kind'], string>>;
  readonly counting: string;
  readonly unverified: string;
  readonly earlier: string;
  readonly withoutContacts: string;
  readonly withoutPhotos: string;
  readonly check: string;
  readonly checkEvidence: string;
  readonly withoutEvidence: string;
  readonly found: string;
  readonly legal: string;
};

const ja: CaseWords = {
  title: '事案の控え',
  drill: '訓練',
  company: '会社',
  opened: '開始',
  closed: '終結',
  made: (at, by, version) => `${at} に ${by} が書き出し。記録 ${version} 件の時点。時刻は日本時間`,
  none: 'ありません。',
  sections: {
    deadlines: '期限と数え方',
    facts: '分かっていること',
    advisers: 'この事案の弁護士・専門家',
    contacts: '連絡先',
    decisions: '決めたことと理由',
    told: '誰に、いつ、何を伝えたか',
    watched: '流出先の監視表',
    testimonies: '聞き取り',
    tasks: 'やること',
    ledger: '費用と請求',
    photos: '写真',
    timeline: '時系列',
    check: '変わっていないことの確かめ方',
  },
  columns: {
    what: '内容',
    state: '状態',
    due: '期限',
    basis: '根拠と数え方',
    value: '値',
    source: '誰・何による',
    asOf: '時点',
    who: '誰',
    where: '場所',
    when: '日時',
    reach: '連絡先',
    how: '手段',
    kind: '種類',
    amount: '金額',
    digest: 'SHA-256',
    reason: '理由',
    since: 'いつから',
    insurer: '保険から',
    stays: '会社に残る',
  },
  states: {
    due: '要',
    perhaps: '未定',
    optional: '任意',
    done: '済',
    considered: '検討中',
    promised: '約束した',
    incurred: '発生した',
    paid: '支払った',
    immediately: '直ちに',
    promptly: '速やかに',
    open: '未了',
    true: 'はい',
    false: 'いいえ',
    unknown: '分からない',
  },
  confidence: { confirmed: '確認済み', likely: 'おそらく', rumour: '伝聞' },
  kinds: {
    opened: '開始',
    fact: '事実',
    task: 'やること',
    'task.done': '済',
    decision: '決定',
    told: '連絡',
    'duty.done': '義務の履行',
    action: '措置',
    ledger: '台帳',
    'ledger.withdrawn': '台帳から取り下げ',
    testimony: '聞き取り',
    file: '写真',
    contact: '連絡先',
    sighting: '監視表',
    adviser: '弁護士・専門家',
    'adviser.left': '弁護士・専門家が離れた',
    note: '覚え書き',
    closed: '終結',
  },
  counting: '数え方',
  unverified: '（未確認の条項）',
  earlier: '前の記録',
  withoutContacts: '会社の台帳の連絡先は、書き出した人の役割では見えないため入っていません。',
  withoutPhotos: '写真は入れずに書き出しました。',
  check:
    'この袋は BagIt 1.0 の形です。袋の一番上で「sha256sum -c manifest-sha256.txt」（Mac では「shasum -a 256 -c」）を実行すると、すべてのファイルが書き出した時のままか分かります。写真の値は、残した時に時系列へ書かれた値と同じです。',
  checkEvidence:
    '時系列の一件ずつが、書き換えられない証拠台帳に記録されています。フォルダー evidence の verify.html をブラウザーで開くか、「node verify.mjs」を実行すると、通信なしで確かめられます。方法は VERIFY.txt にあります。',
  withoutEvidence: '証拠台帳の控えは入っていません。理由は case.json にあります。',
  found: '発見',
  legal: '入力された事実からの計算です。法的な判断は弁護士の確認が必要です（要弁護士確認）。',
};

const en: CaseWords = {
  title: 'Record of a case',
  drill: 'Drill',
  company: 'Company',
  opened: 'Opened',
  closed: 'Closed',
  made: (at, by, version) =>
    `Written out at ${at} by ${by}, with ${version} entries; times are Japan Standard Time`,
  none: 'None.',
  sections: {
    deadlines: 'Deadlines and how they are counted',
    facts: 'What is known',
    advisers: 'Counsel and experts of this case',
    contacts: 'Contacts',
    decisions: 'Decisions and their reasons',
    told: 'Who was told what, and when',
    watched: 'Watch list',
    testimonies: 'Testimonies',
    tasks: 'Tasks',
    ledger: 'Costs and claims',
    photos: 'Photos',
    timeline: 'Timeline',
    check: 'How to see that nothing was changed',
  },
  columns: {
    what: 'What',
    state: 'State',
    due: 'Due',
    basis: 'Basis and counting',
    value: 'Value',
    source: 'By whom or what',
    asOf: 'As of',
    who: 'Who',
    where: 'Where',
    when: 'When',
    reach: 'Reach',
    how: 'How',
    kind: 'Kind',
    amount: 'Amount',
    digest: 'SHA-256',
    reason: 'Reason',
    since: 'Since',
    insurer: 'Insurer',
    stays: 'Stays',
  },
  states: {
    due: 'due',
    perhaps: 'perhaps',
    optional: 'optional',
    done: 'done',
    considered: 'considered',
    promised: 'promised',
    incurred: 'incurred',
    paid: 'paid',
    immediately: 'immediately',
    promptly: 'promptly',
    open: 'open',
    true: 'yes',
    false: 'no',
    unknown: 'unknown',
  },
  confidence: { confirmed: 'confirmed', likely: 'likely', rumour: 'hearsay' },
  kinds: {
    opened: 'Opened',
    fact: 'Fact',
    task: 'Task',
    'task.done': 'Done',
    decision: 'Decision',
    told: 'Told',
    'duty.done': 'Duty done',
    action: 'Action',
    ledger: 'Ledger',
    'ledger.withdrawn': 'Taken out of the ledger',
    testimony: 'Testimony',
    file: 'Photo',
    contact: 'Contact',
    sighting: 'Watch list',
    adviser: 'Counsel or expert',
    'adviser.left': 'Counsel or expert left',
    note: 'Note',
    closed: 'Closed',
  },
  counting: 'Counting',
  unverified: ' (clause not verified)',
  earlier: 'Earlier',
  withoutContacts:
    "The contacts of the company's register are not in here: the role of whoever wrote this out does not see them.",
  withoutPhotos: 'Written out without its photos.',
  check:
    'This bag has the form of BagIt 1.0. At its top, “sha256sum -c manifest-sha256.txt” (on a Mac “shasum -a 256 -c”) tells whether every file is as it was written out. The digest of a photo is the one the timeline named when it was kept.',
  checkEvidence:
    'Each entry of the timeline stands in an evidence journal that cannot be rewritten. Open verify.html in the folder evidence with a browser, or run “node verify.mjs” there: it asks the network for nothing. VERIFY.txt says how.',
  withoutEvidence: 'The evidence journal is not in here; case.json says why.',
  found: 'found',
  legal: 'Calculated from the facts entered. Legal judgement needs a lawyer.',
};

const WORDS: Readonly<Record<Language, CaseWords>> = { ja, en };

export const caseWords = (language: Language): CaseWords => WORDS[language];
