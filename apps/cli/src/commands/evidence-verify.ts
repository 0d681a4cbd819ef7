import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { Terminal } from '../terminal.ts';
import { problemLines, show } from './evidence-shared.ts';

/** `sonae evidence verify | verify-proof | vectors | verify-timestamp`: what others handed over, checked without any store. */
export function verifyCommands(evidence: Command, terminal: Terminal): void {
  const { say } = terminal;
  const json = say({ ja: 'JSONで出力', en: 'print JSON' });
  const trust = say({ ja: '信頼する鍵（vkey、複数可）', en: 'vkeys you trust' });

  evidence
    .command('verify')
    .argument('<bag>', say({ ja: 'BagIt のフォルダー', en: 'folder of the bag' }))
    .option('--json', json)
    .option('--trust <vkey...>', trust)
    .description(say({ ja: '証拠一式（BagIt）を検証する', en: 'verify a bag' }))
    .action(async (bag: string, flags: { json?: boolean; trust?: string[] }) => {
      const { verifyBagFolder } = await import('@sonae/operations/evidence/check');
      await show(
        terminal,
        flags.json,
        await verifyBagFolder(bag, flags.trust),
        (verdict) =>
          problemLines(verdict.errors, '✗') +
          problemLines(verdict.warnings, '!') +
          (verdict.evidence?.keys ?? []).map((key) => `${say({ ja: '鍵', en: 'key' })}\t${key}\n`).join('') +
          (verdict.evidence?.stamps ?? [])
            .map(
              ({ genTime, label, tsa }) =>
                `${say({ ja: '時刻', en: 'time' })}\t${genTime}\t${label}\t${tsa}\n`,
            )
            .join('') +
          say(
            verdict.valid
              ? { ja: '正しい一式です。\n', en: 'The bag is valid.\n' }
              : { ja: '正しくありません。\n', en: 'The bag is not valid.\n' },
          ),
        ({ valid }) => valid,
      );
    });

  evidence
    .command('verify-proof')
    .argument('<file>', say({ ja: '証明（.tlog-proof）', en: 'proof (.tlog-proof)' }))
    .option('--json', json)
    .option('--trust <vkey...>', trust)
    .option('--entry <file>', say({ ja: '記録の中身', en: 'the entry' }))
    .description(say({ ja: '記録簿にある証明を検証する', en: 'verify the proof of an entry' }))
    .action(async (file: string, flags: { json?: boolean; trust?: string[]; entry?: string }) => {
      const { verifyProof } = await import('@sonae/operations/evidence/proof');
      const entry = flags.entry === undefined ? {} : { entry: new Uint8Array(await readFile(flags.entry)) };
      await show(
        terminal,
        flags.json,
        await verifyProof(file, { keys: flags.trust ?? [], ...entry }),
        (verdict) =>
          problemLines(verdict.errors, '✗') +
          (verdict.valid ? `${verdict.origin} ${verdict.index}/${verdict.size} ${verdict.key}\n` : '') +
          (verdict.anchored
            ? ''
            : say({
                ja: '! 鍵はファイルの中のものです。別の経路の鍵を --trust で指定してください。\n',
                en: '! The key is the one in the file. Give one from elsewhere by --trust.\n',
              })),
        ({ valid }) => valid,
      );
    });

  evidence
    .command('vectors')
    .argument('<dir>', say({ ja: '検証ケースのフォルダー', en: 'folder of vectors' }))
    .option('--json', json)
    .description(say({ ja: 'Merkle 木の検証ケースを実行する', en: 'run Merkle vectors' }))
    .action(async (dir: string, flags: { json?: boolean }) => {
      const { runVectors } = await import('@sonae/operations/evidence/check');
      await show(
        terminal,
        flags.json,
        await runVectors(dir),
        ({ cases, passed, failed }) => `${failed.map((path) => `✗ ${path}\n`).join('')}${passed}/${cases}\n`,
        ({ failed, cases }) => failed.length === 0 && cases > 0,
      );
    });

  evidence
    .command('verify-timestamp')
    .argument('<tsr>', say({ ja: 'タイムスタンプ（.tsr）', en: 'timestamp (.tsr)' }))
    .requiredOption('--data <file>', say({ ja: '時刻を取ったファイル', en: 'what was stamped' }))
    .requiredOption('--ca <pem>', say({ ja: '信頼する認証局（PEM）', en: 'trusted roots (PEM)' }))
    .option('--json', json)
    .description(say({ ja: 'RFC 3161 のタイムスタンプを検証する', en: 'verify an RFC 3161 timestamp' }))
    .action(async (tsr: string, flags: { json?: boolean; data: string; ca: string }) => {
      const { verifyTimestampFile } = await import('@sonae/operations/evidence/check');
      await show(
        terminal,
        flags.json,
        await verifyTimestampFile(tsr, flags.data, flags.ca),
        (verdict) => `${problemLines(verdict.errors, '✗')}${verdict.genTime ?? '—'}\t${verdict.tsa ?? '—'}\n`,
        ({ valid }) => valid,
      );
    });
}
