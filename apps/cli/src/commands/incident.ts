import { dateOf, formatInstant } from '@sonae/core';
import { type Command, InvalidArgumentError } from 'commander';
import { EXIT } from '../exit.ts';
import { issuesJson, showIssues } from '../issues.ts';
import type { Host, Terminal } from '../terminal.ts';
import { addStoreFlags, placeOf, type StoreFlags, show } from './evidence-shared.ts';
import { instantFrom } from './instant.ts';

type SayingFlags = StoreFlags & {
  asOf?: number;
  source?: string;
  confidence: 'confirmed' | 'likely' | 'rumour';
  evidence?: string[];
  correction?: string;
};

/** `sonae incident …`: the running case, written into the evidence journal (事案対応). */
export function incidentCommand(program: Command, terminal: Terminal, host: Host): void {
  const { say } = terminal;
  const incident = program
    .command('incident')
    .description(
      say({ ja: '事案を開き、事実と期限を記録する', en: 'open a case, keep its facts and clocks' }),
    );
  const dir = say({ ja: '証拠の保管先のフォルダー', en: 'folder of the evidence store' });
  const caseId = say({ ja: '事案番号', en: 'id of the case' });
  const on = (name: string) => addStoreFlags(incident.command(name).argument('<dir>', dir), terminal);

  on('open')
    .requiredOption('--name <text>', say({ ja: '事案の呼び名', en: 'what people call the case' }))
    .option(
      '--case <id>',
      say({ ja: '事案番号（既定: 日付と乱数）', en: 'id (default: the day and chance)' }),
    )
    .option('--drill', say({ ja: '訓練', en: 'this is a drill' }))
    .option(
      '--learned <time>',
      say({ ja: '「知った」時刻。時計はこれで動き始める', en: 'when we learned of it: starts the clocks' }),
      instantFrom(terminal),
    )
    .description(say({ ja: '事案を開く', en: 'open a case' }))
    .action(
      async (
        root: string,
        flags: StoreFlags & { name: string; case?: string; drill?: boolean; learned?: number },
      ) => {
        const { openCase, stateFacts } = await import('@sonae/operations/incident/case');
        const { initEvidence } = await import('@sonae/operations/evidence/store');
        const place = placeOf(root, flags, host);
        const now = Date.now();
        const order = {
          name: flags.name,
          drill: flags.drill ?? false,
          now,
          ...(flags.case ? { id: flags.case } : {}),
        };
        let opened = await openCase(place, order);
        if (opened.issue?.code === 'store.absent') {
          // At night nobody wants to hear of a folder to be made first.
          const made = await initEvidence(place);
          if (made.issue) return show(terminal, flags.json, made, () => '');
          if (made.value.keyFile !== null) {
            terminal.error(
              say({
                ja: `証拠の保管先をつくりました。マスター鍵 ${made.value.keyFile} は別の場所に控えてください。`,
                en: `Made an evidence store. Keep a copy of its master key ${made.value.keyFile} elsewhere.`,
              }),
            );
          }
          opened = await openCase(place, order);
        }
        if (opened.value && flags.learned !== undefined) {
          const saying = {
            asOf: flags.learned,
            source: place.by,
            confidence: 'confirmed' as const,
            evidence: [],
          };
          const facts = { learnedAt: formatInstant(flags.learned) };
          const stated = await stateFacts(place, opened.value.case, facts, saying);
          if (stated.issue) return show(terminal, flags.json, stated, () => '');
        }
        await show(terminal, flags.json, opened, (value) =>
          say({
            ja: `事案 ${value.case} を開きました。\n次: sonae incident fact ${root} ${value.case} persons=1200 sensitive=yes\n`,
            en: `Opened case ${value.case}.\nNext: sonae incident fact ${root} ${value.case} persons=1200 sensitive=yes\n`,
          }),
        );
      },
    );

  on('fact')
    .argument('<case>', caseId)
    .argument(
      '<key=value...>',
      say({ ja: '事実（persons=1200、encrypted=不明）', en: 'facts (persons=1200, encrypted=unknown)' }),
    )
    .option(
      '--as-of <time>',
      say({ ja: 'いつの時点か（既定: 今）', en: 'as of when (default: now)' }),
      instantFrom(terminal),
    )
    .option(
      '--source <text>',
      say({ ja: '誰・何による（既定: 行った人）', en: 'who or what says so (default: who does it)' }),
    )
    .option('--confidence <level>', 'confirmed | likely | rumour', confidenceFrom, 'likely')
    .option('--evidence <sha256...>', say({ ja: '裏づけの証拠', en: 'evidence that shows it' }))
    .option('--correction <text>', say({ ja: '訂正の理由', en: 'why an earlier statement is put right' }))
    .description(say({ ja: '事実を記録する（前の記録は残る）', en: 'state facts; earlier ones stay' }))
    .action(async (root: string, id: string, pairs: string[], flags: SayingFlags) => {
      const { stateFacts } = await import('@sonae/operations/incident/case');
      const { factFrom } = await import('./fact-pair.ts');
      const place = placeOf(root, flags, host);
      const outcome = await stateFacts(place, id, Object.fromEntries(pairs.map(factFrom(terminal))), {
        asOf: flags.asOf ?? Date.now(),
        source: flags.source ?? place.by,
        confidence: flags.confidence,
        evidence: flags.evidence ?? [],
        ...(flags.correction === undefined ? {} : { correction: flags.correction }),
      });
      if (outcome.issues) {
        if (flags.json) terminal.write(issuesJson(outcome.issues, terminal));
        else showIssues(outcome.issues, terminal);
        terminal.exitCode = EXIT.bad;
        return;
      }
      await show(terminal, flags.json, outcome, ({ written }) =>
        say({ ja: `事実を ${written.length} 件、記録しました。\n`, en: `Wrote ${written.length} facts.\n` }),
      );
    });

  on('done')
    .argument('<case>', caseId)
    .argument('<duty>', say({ ja: '義務の番号（status が示す）', en: 'id of the duty, as status shows it' }))
    .option(
      '--at <time>',
      say({ ja: '履行した時刻（既定: 今）', en: 'when it was done (default: now)' }),
      instantFrom(terminal),
    )
    .option('--evidence <sha256...>', say({ ja: '裏づけの証拠', en: 'evidence that shows it' }))
    .description(say({ ja: '義務の履行を記録する', en: 'record that a duty was done' }))
    .action(
      async (
        root: string,
        id: string,
        duty: string,
        flags: StoreFlags & { at?: number; evidence?: string[] },
      ) => {
        const { evidence } = flags;
        await write(root, id, flags, {
          kind: 'duty.done',
          duty,
          doneAt: flags.at ?? Date.now(),
          ...(evidence ? { evidence } : {}),
        });
      },
    );

  on('decide')
    .argument('<case>', caseId)
    .requiredOption('--subject <text>', say({ ja: '何について', en: 'about what' }))
    .requiredOption('--choice <text>', say({ ja: '決めたこと', en: 'what was decided' }))
    .requiredOption('--reason <text>', say({ ja: '理由', en: 'why' }))
    .description(say({ ja: '判断と理由を記録する', en: 'record a decision and its reason' }))
    .action(
      async (
        root: string,
        id: string,
        flags: StoreFlags & { subject: string; choice: string; reason: string },
      ) => {
        const { subject, choice, reason } = flags;
        await write(root, id, flags, { kind: 'decision', subject, choice, reason });
      },
    );

  on('told')
    .argument('<case>', caseId)
    .requiredOption('--whom <text>', say({ ja: '誰に', en: 'whom' }))
    .requiredOption('--how <text>', say({ ja: '手段', en: 'by which means' }))
    .requiredOption('--what <text>', say({ ja: '内容', en: 'what' }))
    .option('--at <time>', say({ ja: '時刻（既定: 今）', en: 'when (default: now)' }), instantFrom(terminal))
    .description(say({ ja: '誰に何を伝えたかを記録する', en: 'record who was told what' }))
    .action(
      async (
        root: string,
        id: string,
        flags: StoreFlags & { whom: string; how: string; what: string; at?: number },
      ) => {
        const { whom, how, what, at } = flags;
        await write(root, id, flags, { kind: 'told', whom, by: how, what, toldAt: at ?? Date.now() });
      },
    );

  on('close')
    .argument('<case>', caseId)
    .requiredOption('--reason <text>', say({ ja: '理由', en: 'why' }))
    .description(say({ ja: '事案を終結する', en: 'close a case' }))
    .action((root: string, id: string, flags: StoreFlags & { reason: string }) =>
      write(root, id, flags, { kind: 'closed', reason: flags.reason }),
    );

  on('status')
    .argument('<case>', caseId)
    .option(
      '--now <time>',
      say({ ja: 'いつの時点か（既定: 今）', en: 'as of when (default: now)' }),
      instantFrom(terminal),
    )
    .description(say({ ja: '事実・期限・未定の問いを見る', en: 'facts, clocks and open questions' }))
    .action(async (root: string, id: string, flags: StoreFlags & { now?: number }) => {
      const { caseStatus } = await import('@sonae/operations/incident/status');
      const { statusText } = await import('./incident-text.ts');
      const status = await caseStatus(
        placeOf(root, flags, host),
        id,
        flags.now ?? Date.now(),
        terminal.language,
      );
      await show(terminal, flags.json, status, (value) => statusText(value, terminal));
    });

  on('export')
    .argument('<case>', caseId)
    .requiredOption('--out <folder>', say({ ja: '書き出すフォルダー（空）', en: 'empty folder to write' }))
    .option(
      '--now <time>',
      say({ ja: 'いつの時点か（既定: 今）', en: 'as of when (default: now)' }),
      instantFrom(terminal),
    )
    .description(
      say({ ja: '事案の一式（証拠・時系列・期限）を書き出す', en: 'write evidence, timeline and deadlines' }),
    )
    .action(async (root: string, id: string, flags: StoreFlags & { out: string; now?: number }) => {
      const { exportCase } = await import('@sonae/operations/incident/status');
      const now = flags.now ?? Date.now();
      const order = { case: id, out: flags.out, now, today: dateOf(now), language: terminal.language };
      await show(
        terminal,
        flags.json,
        await exportCase(placeOf(root, flags, host), order),
        ({ folder, files, tagmanifest }) =>
          say({
            ja: `${folder} に書き出しました: ${files.join('、')}\n証拠一式の指紋: ${tagmanifest}\n`,
            en: `Wrote ${folder}: ${files.join(', ')}\nFingerprint of the evidence: ${tagmanifest}\n`,
          }),
      );
    });

  async function write(
    root: string,
    id: string,
    flags: StoreFlags,
    event: import('@sonae/incident/case').CaseEvent,
  ) {
    const { recordEvent } = await import('@sonae/operations/incident/case');
    await show(terminal, flags.json, await recordEvent(placeOf(root, flags, host), id, event), () =>
      say({ ja: '記録しました。\n', en: 'Recorded.\n' }),
    );
  }
}

function confidenceFrom(value: string): string {
  if (['confirmed', 'likely', 'rumour'].includes(value)) return value;
  throw new InvalidArgumentError('confirmed | likely | rumour');
}
