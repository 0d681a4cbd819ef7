import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { writeWhole } from '../disk.ts';
import type { Host, Terminal } from '../terminal.ts';
import { caseCommands } from './evidence-case.ts';
import { outsideCommands } from './evidence-outside.ts';
import { addStoreFlags, placeOf, problemLines, type StoreFlags, show } from './evidence-shared.ts';
import { verifyCommands } from './evidence-verify.ts';

/** `sonae evidence …`: evidence a stranger can verify (証拠保全). */
export function evidenceCommand(program: Command, terminal: Terminal, host: Host): void {
  const { say } = terminal;
  const evidence = program
    .command('evidence')
    .description(
      say({ ja: '証拠を保全し、第三者が検証できる形で渡す', en: 'keep evidence that a stranger can verify' }),
    );
  const dir = say({ ja: '保管先のフォルダー', en: 'folder of the store' });

  addStoreFlags(evidence.command('init').argument('<dir>', dir), terminal)
    .option(
      '--origin <name>',
      say({ ja: '記録簿の名前（例 example.co.jp/log）', en: 'name of the log (example.com/log)' }),
    )
    .description(say({ ja: '証拠の保管先をつくる', en: 'make a store' }))
    .action(async (root: string, flags: StoreFlags & { origin?: string }) => {
      const { initEvidence } = await import('@sonae/operations/evidence/store');
      await show(terminal, flags.json, await initEvidence(placeOf(root, flags, host), flags.origin), (made) =>
        say({
          ja: `${root} をつくりました。\n公開鍵（相手に別の経路で渡してください）: ${made.vkey}\n${made.keyFile === null ? '' : `マスター鍵: ${made.keyFile}（失うと中身を読めません。別の場所に控えてください）\n`}`,
          en: `Made ${root}.\nPublic key, to be given to others by another way: ${made.vkey}\n${made.keyFile === null ? '' : `Master key: ${made.keyFile} (without it nothing can be read; keep a copy elsewhere)\n`}`,
        }),
      );
    });

  addStoreFlags(
    evidence
      .command('add')
      .argument('<dir>', dir)
      .argument('<file...>', say({ ja: 'ファイルまたはフォルダー', en: 'files or folders' })),
    terminal,
  )
    .option('--case <id>', say({ ja: '事案番号', en: 'id of the case' }))
    .option('--what <text>', say({ ja: '行ったこと（既定: 収集）', en: 'what was done' }))
    .option('--where <text>', say({ ja: '場所', en: 'where' }))
    .description(say({ ja: '証拠を入れる', en: 'take files in' }))
    .action(
      async (
        root: string,
        files: string[],
        flags: StoreFlags & { case?: string; what?: string; where?: string },
      ) => {
        const { addEvidence } = await import('@sonae/operations/evidence/store');
        await show(
          terminal,
          flags.json,
          await addEvidence(placeOf(root, flags, host), { ...flags, files }),
          (done) =>
            done.added
              .map(
                ({ index, sha256, name, duplicate }) =>
                  `${index}\t${sha256}\t${name}${duplicate ? say({ ja: '（保管済み）', en: ' (held already)' }) : ''}\n`,
              )
              .join(''),
        );
      },
    );

  evidence
    .command('log')
    .argument('<dir>', dir)
    .option('--json', say({ ja: 'JSONで出力', en: 'print JSON' }))
    .description(say({ ja: '記録を一覧する', en: 'list the entries' }))
    .action(async (root: string, { json }: { json?: boolean }) => {
      const { readLog } = await import('@sonae/operations/evidence/proof');
      const { KINDS } = await import('@sonae/evidence');
      await show(terminal, json, await readLog(root), (log) =>
        log.entries
          .map(
            (entry) =>
              `${entry.index}\t${entry.at}\t${entry.by}\t${say(KINDS[entry.kind].label)}\t${entry.case ?? ''}\t${String(entry.body.name ?? '')}\n`,
          )
          .join(''),
      );
    });

  evidence
    .command('prove')
    .argument('<dir>', dir)
    .argument('<index>', say({ ja: '記録の番号', en: 'place of the entry' }), whole)
    .option('--json', say({ ja: 'JSONで出力', en: 'print JSON' }))
    .requiredOption(
      '--out <file>',
      say({ ja: '書き出すファイル（.tlog-proof）', en: 'file to write (.tlog-proof)' }),
    )
    .description(
      say({ ja: '記録が記録簿にある証明を書き出す', en: 'write the proof that an entry is in the log' }),
    )
    .action(async (root: string, index: number, { json, out }: { json?: boolean; out: string }) => {
      const { proveEntry } = await import('@sonae/operations/evidence/proof');
      const outcome = await proveEntry(root, index);
      if (outcome.value) await writeWhole(out, outcome.value.text);
      const done = outcome.value
        ? { value: { file: out, index: outcome.value.index, size: outcome.value.size } }
        : outcome;
      await show(terminal, json, done, () => say({ ja: `${out} を書きました。\n`, en: `Wrote ${out}.\n` }));
    });

  addStoreFlags(evidence.command('stamp').argument('<dir>', dir), terminal)
    .description(say({ ja: '署名し、タイムスタンプを取る', en: 'sign a checkpoint and have it stamped' }))
    .action(async (root: string, flags: StoreFlags) => {
      const { stampEvidence } = await import('@sonae/operations/evidence/stamp');
      await show(terminal, flags.json, await stampEvidence(placeOf(root, flags, host)), (done) =>
        done.stamped
          ? say({
              ja: `${done.genTime} ${done.provider}（${done.label}） ${done.size} 件\n`,
              en: `${done.genTime} ${done.provider} (${done.label}), ${done.size} entries\n`,
            })
          : say({
              ja: `署名しました（${done.size} 件）。タイムスタンプは待ちです: ${done.reasons.join('、')}\n`,
              en: `Signed ${done.size} entries. The timestamp waits: ${done.reasons.join(', ')}\n`,
            }),
      );
    });

  addStoreFlags(evidence.command('fsck').argument('<dir>', dir), terminal)
    .description(say({ ja: '保管先のすべてを照合する', en: 'check everything in the store' }))
    .action(async (root: string, flags: StoreFlags) => {
      const { fsckEvidence } = await import('@sonae/operations/evidence/check');
      await show(
        terminal,
        flags.json,
        await fsckEvidence(placeOf(root, flags, host)),
        (found) =>
          problemLines(found.errors, '✗') +
          problemLines(found.warnings, '!') +
          say({
            ja: `記録 ${found.entries}、ファイル ${found.files}、署名 ${found.checkpoints}、時刻 ${found.stamps}: ${found.ok ? '異常なし' : '異常あり'}\n`,
            en: `${found.entries} entries, ${found.files} files, ${found.checkpoints} checkpoints, ${found.stamps} timestamps: ${found.ok ? 'good' : 'damaged'}\n`,
          }),
        ({ ok }) => ok,
      );
    });

  addStoreFlags(evidence.command('rebuild').argument('<dir>', dir), terminal)
    .description(
      say({ ja: '台帳から記録簿と索引を作り直す', en: 'make log and index anew from the journal' }),
    )
    .action(async (root: string, flags: StoreFlags) => {
      const { rebuildEvidence } = await import('@sonae/operations/evidence/store');
      await show(
        terminal,
        flags.json,
        await rebuildEvidence(placeOf(root, flags, host)),
        ({ entries, tiles }) =>
          say({
            ja: `記録 ${entries} 件から ${tiles} 枚を作り直しました。\n`,
            en: `Made ${tiles} tiles out of ${entries} entries.\n`,
          }),
      );
    });

  verifyCommands(evidence, terminal);
  caseCommands(evidence, terminal, host);
  outsideCommands(evidence, terminal, host);
}

export function whole(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('0, 1, 2 …');
  return Number(text);
}
