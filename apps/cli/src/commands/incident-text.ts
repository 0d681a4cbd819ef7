import type { StatusJson } from '@sonae/operations/incident/status';
import type { Terminal } from '../terminal.ts';

/** The state of a case as people read it at night: what runs first, then what is known, then what to ask. */
export function statusText(status: StatusJson, { say, language }: Terminal): string {
  const { name, drill, state, now, version, duties, facts, questions, nextAlarm } = status;
  const marks = {
    due: say({ ja: '要', en: 'due' }),
    perhaps: say({ ja: '未定', en: 'perhaps' }),
    optional: say({ ja: '任意', en: 'optional' }),
    done: say({ ja: '済', en: 'done' }),
    not_due: '',
  };
  const urgent = {
    immediately: say({ ja: '直ちに', en: 'immediately' }),
    promptly: say({ ja: '速やかに', en: 'promptly' }),
  };
  const clock = ({ due, left, urgency }: StatusJson['duties'][number]) =>
    due
      ? `${due.slice(0, 16).replace('T', ' ')}${left ? `（${left}）` : ''}`
      : urgency
        ? urgent[urgency]
        : '';
  const lines = [
    `${drill ? say({ ja: '【訓練】', en: '[DRILL] ' }) : ''}${name}　${state === 'open' ? say({ ja: '対応中', en: 'open' }) : say({ ja: '終結', en: 'closed' })}　${now.slice(0, 16).replace('T', ' ')}　${say({ ja: `記録 ${version} 件`, en: `${version} entries` })}`,
    '',
    say({ ja: '期限', en: 'Clocks' }),
    ...duties.map(
      (duty) =>
        `  [${marks[duty.state]}] ${duty.title[language]}　${clock(duty)}　${duty.basis.join('、')}　(${duty.id})`,
    ),
    '',
    say({ ja: '分かっていること', en: 'Known' }),
    ...facts.map(
      ({ key, value, source, confidence, corrects }) =>
        `  ${key} = ${JSON.stringify(value)}　${source}・${confidence}${corrects > 0 ? say({ ja: `・訂正 ${corrects} 回`, en: `, put right ${corrects} times` }) : ''}`,
    ),
    ...(questions.length === 0
      ? []
      : [
          '',
          say({ ja: '確かめると決まること', en: 'Questions that decide' }),
          ...questions.slice(0, 5).map(({ fact, decides }) => `  ${fact}　→ ${decides.join('、')}`),
        ]),
    ...(nextAlarm
      ? ['', `${say({ ja: '次の知らせ', en: 'Next alarm' })} ${nextAlarm.slice(0, 16).replace('T', ' ')}`]
      : []),
    '',
    say({
      ja: '入力された事実からの計算です。法的な判断は弁護士の確認が必要です（要弁護士確認）。',
      en: 'Calculated from the facts entered. Legal judgement needs a lawyer.',
    }),
  ];
  return `${lines.join('\n')}\n`;
}
