import { say } from '@sonae/core';
import { supportAreas } from '@sonae/knowledge';
import { AXES } from '../compare/axes.ts';
import { EXCLUSION, ROLE } from '../compare/words.ts';
import { SPECIAL_BARS } from '../rating/bars.ts';
import { type AxisId, INTENT_ROLES, UNKNOWN, USUAL_EXCLUSIONS } from './answers.ts';
import { cost, matter, type Question, type QuestionGroup } from './question.ts';

/** The declaration page (証券の表紙). */
export const DECLARATION: QuestionGroup = {
  title: say('証券の表紙', 'Declaration page'),
  questions: [
    {
      path: ['insurer'],
      kind: 'text',
      required: true,
      text: say('保険会社はどこですか。', 'Who is the insurer?'),
    },
    { path: ['product'], kind: 'text', text: say('商品名は何ですか。', 'What is the product called?') },
    {
      path: ['id'],
      kind: 'text',
      required: true,
      text: say(
        'この証券の id を決めてください（英数字とハイフン。例 midori-cyber-2026）。',
        'Choose an id (letters, digits, hyphens; midori-cyber-2026).',
      ),
    },
    {
      path: ['form', 'id'],
      kind: 'text',
      text: say('約款の番号・名前は何ですか。', 'What is the number or name of the form?'),
    },
    {
      path: ['form', 'edition'],
      kind: 'text',
      text: say('約款の版はいつですか（例 2026-01）。', 'Of what edition is the form (2026-01)?'),
    },
    {
      path: ['period', 'from'],
      kind: 'text',
      text: say('保険の始期はいつですか（例 2026-04-01T16:00+09:00）。', 'When does the period begin?'),
    },
    {
      path: ['period', 'to'],
      kind: 'text',
      text: say('保険の終期はいつですか。', 'When does the period end?'),
    },
    {
      path: ['premiumYen'],
      kind: 'yen',
      text: say('年間保険料はいくらですか。', 'What is the yearly premium in yen?'),
    },
  ],
};

const ASKED: Readonly<Record<AxisId, readonly Question[]>> = {
  personal_information: [
    {
      path: ['text'],
      kind: 'text',
      text: say('個人情報はどう定義されていますか。', 'How is personal information defined?'),
    },
  ],
  limit: [
    {
      path: ['policy'],
      kind: 'yen',
      text: say(
        '全体の支払限度額（保険期間中）はいくらですか。',
        'What is the limit of the whole policy for the period?',
      ),
    },
    {
      path: ['liability'],
      kind: 'yen',
      text: say('賠償の支払限度額（1請求）はいくらですか。', 'What is the liability limit a claim?'),
    },
    {
      path: ['expense'],
      kind: 'yen',
      text: say('費用の支払限度額（1事故）はいくらですか。', 'What is the expense limit an event?'),
    },
  ],
  deductible: [
    {
      path: ['liability'],
      kind: 'yen',
      text: say(
        '賠償の免責金額はいくらですか（無ければ0）。',
        'What is the deductible of liability (0 if none)?',
      ),
    },
    {
      path: ['expense'],
      kind: 'yen',
      text: say(
        '費用の免責金額はいくらですか（無ければ0）。',
        'What is the deductible of expenses (0 if none)?',
      ),
    },
  ],
  intent: [
    {
      path: ['excluded'],
      kind: 'several',
      options: INTENT_ROLES.map((role) => ({ value: role, text: ROLE[role] })),
      text: say('誰の故意が免責になりますか。', 'Whose intent is excluded?'),
    },
  ],
  misconfiguration: [
    matter('設定ミスによる事故は対象ですか。', 'Are accidents by misconfiguration covered?'),
  ],
  card_misuse: [matter('カード会社からの求償は対象ですか。', 'Are claims of card issuers covered?')],
  recourse: [
    matter(
      '取引先など本人以外からの求償は対象ですか。',
      'Are claims of clients and other non-victims covered?',
    ),
  ],
  confidential_information: [
    matter(
      '個人情報以外の秘密情報の漏えいは対象ですか。',
      'Are leaks of other confidential information covered?',
    ),
  ],
  consulting: [
    {
      path: ['services'],
      kind: 'several',
      options: supportAreas
        .filter((area) => area.five)
        .map(({ id, ja, en }) => ({ value: id, text: { ja, en } })),
      text: say('付帯サービスはどの分野ですか。', 'Which areas of support come with it?'),
    },
  ],
  countermeasure_cost: cost('再発防止の費用は支払われますか。', 'Is the cost of prevention paid?'),
  investigation_cost: cost('原因調査の費用は支払われますか。', 'Is the cost of investigation paid?'),
  gift_cost: [
    ...cost('見舞品・見舞金は支払われますか。', 'Are condolence gifts paid?'),
    {
      path: ['perPerson'],
      kind: 'yen',
      text: say('1名あたりいくらまでですか。', 'Up to how much a person?'),
    },
  ],
  discarded_media: [
    matter('廃棄した媒体からの漏えいは対象ですか。', 'Are leaks from discarded media covered?'),
  ],
  before_inception: [
    {
      path: ['retro'],
      kind: 'choice',
      options: [
        { value: 'none', text: say('いつ起きたかを問わない', 'Whenever it happened') },
        {
          value: 'any_unless_known',
          text: say('始期前に知っていたもの以外', 'Unless known before inception'),
        },
        {
          value: 'since_first_inception',
          text: say('最初の始期より後のものだけ', 'Only after first inception'),
        },
        { value: UNKNOWN, text: say('書いていない・分からない', 'Not stated, or unknown') },
      ],
      text: say('始期より前に起きた漏えいはどうなりますか。', 'What of leaks before inception?'),
    },
  ],
  joining_cost: [
    {
      path: ['yen'],
      kind: 'yen',
      text: say(
        '導入の費用はいくらですか（無ければ0。保険料が分かるときだけ書けます）。',
        'What does joining cost (0 if nothing; needs the premium)?',
      ),
    },
  ],
  security_discount: [
    {
      path: ['list'],
      kind: 'percent',
      text: say(
        'セキュリティ状況による割引は何％ですか（保険料が分かるときだけ書けます）。',
        'What discount is given for security, in per cent (needs the premium)?',
      ),
    },
  ],
  rider_limits: [
    {
      path: ['bought'],
      kind: 'text',
      text: say(
        '付けている特約は何ですか（英数字の id、「,」で区切る）。',
        'Which riders are bought (ids, commas between)?',
      ),
    },
    {
      path: ['interruption', 'rider'],
      kind: 'text',
      text: say(
        '利益・営業継続費用の特約があれば、その id は何ですか。',
        'The id of the interruption rider, if there is one?',
      ),
    },
    {
      path: ['interruption', 'limit'],
      kind: 'yen',
      text: say('その限度額はいくらですか。', 'What is its limit?'),
    },
    {
      path: ['interruption', 'waitingHours'],
      kind: 'hours',
      text: say('何時間を超える停止が対象ですか。', 'Outages of more than how many hours?'),
    },
  ],
  not_accepted: [
    {
      path: ['bar'],
      kind: 'several',
      options: Object.entries(SPECIAL_BARS).map(([value, { ja, en }]) => ({ value, text: { ja, en } })),
      text: say('引き受けないとされる業種はどれですか。', 'Which kinds of company are not accepted?'),
    },
  ],
  exclusions: [
    {
      path: ['list'],
      kind: 'several',
      options: USUAL_EXCLUSIONS.map((id) => ({ value: id, text: EXCLUSION[id] })),
      text: say('免責事由にあるのはどれですか。', 'Which of these are excluded?'),
    },
  ],
};

/** The nineteen axes as questions, in their order; each ends with the clause it was read in. */
export const AXIS_QUESTIONS: readonly QuestionGroup[] = AXES.map(({ id, number, name }) => ({
  axis: id as AxisId,
  title: say(`${number}. ${name.ja}`, `${number}. ${name.en}`),
  questions: [
    ...ASKED[id as AxisId],
    {
      path: ['clause'],
      kind: 'text',
      text: say('どの条項にありますか（例 4(1)）。', 'In which clause (4(1))?'),
    },
  ],
}));
