import { say } from '@sonae/core';
import { type Command, type Playbook, type Step, textOf } from '../read/playbook.ts';
import type { Report } from './report.ts';

/** Commands that carry their content in a property of their own. */
const CONTENT: Readonly<Record<string, readonly string[]>> = {
  manual: ['command', 'command_b64'],
  bash: ['command', 'command_b64'],
  ssh: ['command', 'command_b64'],
  powershell: ['command', 'command_b64'],
  'caldera-cmd': ['command', 'command_b64'],
  'http-api': ['command'],
  'openc2-http': ['command'],
  sigma: ['command_b64'],
  yara: ['command_b64'],
  elastic: ['command_b64'],
  jupyter: ['command_b64'],
  kestrel: ['command_b64'],
};

/** Each step by itself: id, times, commands, sub-playbook (PB20–PB22). */
export function checkSteps(playbook: Playbook, report: Report): void {
  for (const step of playbook.steps.values()) {
    const path = ['workflow', step.id];
    const [prefix] = step.id.split('--');
    if (step.type !== undefined && prefix !== step.type)
      report({
        code: 'id-type',
        path: [...path, 'type'],
        message: say(
          `型「${step.type}」が id の「${prefix}」と合いません。`,
          `The type ${step.type} is not the one of its id, ${prefix}.`,
        ),
        hint: say('id と型を揃えてください。', 'Make id and type agree.'),
      });
    checkTimes(step, path, report);
    for (const [i, command] of step.commands.entries())
      checkCommand(command, [...path, 'commands', i], report);
    checkCalled(playbook, step, path, report);
  }
}

function checkTimes({ delay, timeout }: Step, path: string[], report: Report): void {
  for (const [key, value] of [
    ['delay', delay],
    ['timeout', timeout],
  ] as const)
    if (value < 0)
      report({
        code: 'negative-time',
        path: [...path, key],
        message: say(`${key} が負の数です。`, `${key} is negative.`),
        hint: say('ミリ秒を0以上の整数で書いてください。', 'Write milliseconds, zero or more.'),
      });
}

function checkCommand({ type, json }: Command, path: (string | number)[], report: Report): void {
  const wanted = CONTENT[type];
  if (wanted === undefined) {
    report({
      code: 'command-type',
      severity: 'warning',
      path: [...path, 'type'],
      message: say(
        `規格にない種類の命令です（${type}）。`,
        `The standard does not know the command type ${type}.`,
      ),
      hint: say('人が行う手順として扱います。', 'It is treated as a step for a person.'),
    });
    return;
  }
  if (wanted.some((key) => (textOf(json[key]) ?? '') !== '')) return;
  report({
    code: 'command-empty',
    path,
    message: say(
      `命令の中身がありません（${wanted.join('、')}）。`,
      `The command is empty (${wanted.join(', ')}).`,
    ),
    hint: say('することを書いてください。', 'Write what is to be done.'),
  });
}

function checkCalled(playbook: Playbook, step: Step, path: string[], report: Report): void {
  const { playbookId } = step;
  if (playbookId === undefined) return;
  if (!playbookId.startsWith('playbook--'))
    report({
      code: 'playbook-id',
      path: [...path, 'playbook_id'],
      message: say('playbook-- で始まる id ではありません。', 'It is no id that begins with playbook--.'),
      hint: say('呼び出す手順書の id を書いてください。', 'Write the id of the playbook to run.'),
    });
  if (playbookId === playbook.id)
    report({
      code: 'calls-itself',
      path: [...path, 'playbook_id'],
      message: say('手順書が自分自身を呼び出しています。', 'The playbook runs itself.'),
      hint: say('繰り返すなら while-condition を使ってください。', 'To repeat, use a while-condition.'),
    });
}
