import { dateOf } from '@sonae/core';
import type { Command } from 'commander';
import type { Host, Terminal } from '../terminal.ts';
import { addStoreFlags, placeOf, type StoreFlags, show } from './evidence-shared.ts';

/** Commands about a case and its files, and about those who vouch from outside. */
export function caseCommands(evidence: Command, terminal: Terminal, host: Host): void {
  const { say } = terminal;
  const dir = say({ ja: '保管先のフォルダー', en: 'folder of the store' });
  const on = (name: string) => addStoreFlags(evidence.command(name).argument('<dir>', dir), terminal);
  const sha256 = say({ ja: 'ファイルの SHA-256', en: 'SHA-256 of the file' });
  const caseId = say({ ja: '事案番号', en: 'id of the case' });
  const today = () => dateOf(Date.now());
  const index = ({ index }: { index: number }) => `${index}\n`;

  on('export')
    .requiredOption('--case <id>', caseId)
    .requiredOption('--out <bag>', say({ ja: '書き出すフォルダー（空）', en: 'empty folder to write' }))
    .option('--withhold <sha256...>', say({ ja: '入れないファイル', en: 'files to leave out' }))
    .option('--redact <index...>', say({ ja: '伏せる記録', en: 'entries to leave out' }))
    .option('--reason <text>', say({ ja: '伏せる理由', en: 'why they are left out' }))
    .description(
      say({ ja: '事案の証拠一式（BagIt）を書き出す', en: 'write the evidence of a case as a bag' }),
    )
    .action(
      async (
        root: string,
        flags: StoreFlags & {
          case: string;
          out: string;
          withhold?: string[];
          redact?: string[];
          reason?: string;
        },
      ) => {
        const { exportEvidence } = await import('@sonae/operations/evidence/export');
        const request = {
          ...flags,
          today: today(),
          language: terminal.language,
          redact: (flags.redact ?? []).map(Number),
        };
        await show(terminal, flags.json, await exportEvidence(placeOf(root, flags, host), request), (done) =>
          say({
            ja: `${done.bag}: 記録 ${done.entries}、原本 ${done.files}、時刻 ${done.stamps}\n一式の指紋（別の経路で渡してください）: ${done.tagmanifest}\n`,
            en: `${done.bag}: ${done.entries} entries, ${done.files} originals, ${done.stamps} timestamps\nFingerprint, to be given by another way: ${done.tagmanifest}\n`,
          }),
        );
      },
    );

  on('custody')
    .argument('<sha256>', sha256)
    .requiredOption('--what <text>', say({ ja: '行ったこと', en: 'what was done' }))
    .option('--how <text>', say({ ja: '手段', en: 'by which means' }))
    .option('--where <text>', say({ ja: '場所', en: 'where' }))
    .option('--result <text>', say({ ja: '結果', en: 'result' }))
    .option('--case <id>', caseId)
    .description(say({ ja: '証拠の取扱いを記録する', en: 'record a custody step' }))
    .action(
      async (
        root: string,
        file: string,
        flags: StoreFlags & { what: string; how?: string; where?: string; result?: string; case?: string },
      ) => {
        const { recordCustody } = await import('@sonae/operations/evidence/keeping');
        const { what, how, where, result } = flags;
        await show(
          terminal,
          flags.json,
          await recordCustody(placeOf(root, flags, host), file, { what, how, where, result }, flags.case),
          index,
        );
      },
    );

  for (const [name, kind, words] of [
    ['hold', 'hold.placed', { ja: '保全命令を出す（消去を禁じる）', en: 'place a legal hold' }],
    ['release', 'hold.released', { ja: '保全命令を解く', en: 'release a legal hold' }],
  ] as const)
    on(name)
      .option('--case <id>', say({ ja: '事案番号（無ければ全部）', en: 'id of the case (all without)' }))
      .requiredOption('--reason <text>', say({ ja: '理由', en: 'reason' }))
      .description(say(words))
      .action(async (root: string, flags: StoreFlags & { case?: string; reason: string }) => {
        const { recordHold } = await import('@sonae/operations/evidence/keeping');
        await show(
          terminal,
          flags.json,
          await recordHold(placeOf(root, flags, host), kind, flags.reason, flags.case),
          index,
        );
      });

  on('retain')
    .argument('<sha256>', sha256)
    .requiredOption('--until <date>', say({ ja: '保存期限', en: 'last day it must be kept' }))
    .description(say({ ja: '保存期限を定める', en: 'set how long a file is kept' }))
    .action(async (root: string, file: string, flags: StoreFlags & { until: string }) => {
      const { recordRetention } = await import('@sonae/operations/evidence/keeping');
      await show(
        terminal,
        flags.json,
        await recordRetention(placeOf(root, flags, host), file, flags.until),
        index,
      );
    });

  on('shred')
    .argument('<sha256>', sha256)
    .requiredOption('--reason <text>', say({ ja: '理由', en: 'reason' }))
    .requiredOption('--approved-by <name>', say({ ja: '承認した人', en: 'who approved' }))
    .description(say({ ja: '証拠を消去し、その記録を残す', en: 'destroy a file for good, on record' }))
    .action(
      async (root: string, file: string, flags: StoreFlags & { reason: string; approvedBy: string }) => {
        const { shredEvidence } = await import('@sonae/operations/evidence/keeping');
        await show(
          terminal,
          flags.json,
          await shredEvidence(placeOf(root, flags, host), file, { ...flags, today: today() }),
          index,
        );
      },
    );

  on('rotate-key')
    .description(say({ ja: '署名鍵を新しくする', en: 'hand over to a new signing key' }))
    .action(async (root: string, flags: StoreFlags) => {
      const { rotateLogKey } = await import('@sonae/operations/evidence/store');
      await show(
        terminal,
        flags.json,
        await rotateLogKey(placeOf(root, flags, host)),
        ({ vkey }) => `${vkey}\n`,
      );
    });

  on('provider')
    .requiredOption('--name <name>', say({ ja: '事業者の名前', en: 'name of the provider' }))
    .requiredOption('--url <url>', 'http(s):// | file:')
    .requiredOption('--label <label>', '認定 | 非認定 | 社内')
    .requiredOption('--ca <pem>', say({ ja: '検証に使う認証局（PEM）', en: 'roots (PEM)' }))
    .option('--policy <oid>', say({ ja: '求めるポリシー', en: 'policy asked for' }))
    .description(say({ ja: 'タイムスタンプの事業者を定める', en: 'set a provider of timestamps' }))
    .action(
      async (
        root: string,
        flags: StoreFlags & { name: string; url: string; label: string; ca: string; policy?: string },
      ) => {
        const { setProvider } = await import('@sonae/operations/evidence/stamp');
        const { name, url, ca, policy } = flags;
        const label = flags.label === '認定' || flags.label === '社内' ? flags.label : '非認定';
        await show(
          terminal,
          flags.json,
          await setProvider(placeOf(root, flags, host), { name, url, label, ca, policy }),
          ({ providers }) => providers.map((one) => `${one.name}\t${one.label}\t${one.url}\n`).join(''),
        );
      },
    );

  on('cosign')
    .requiredOption('--url <url>', say({ ja: '立会人の場所', en: 'address of the witness' }))
    .requiredOption('--witness <vkey>', say({ ja: '立会人の鍵', en: 'vkey of the witness' }))
    .description(say({ ja: '立会人の連署を求める', en: 'ask a witness to cosign' }))
    .action(async (root: string, flags: StoreFlags & { url: string; witness: string }) => {
      const { cosignEvidence } = await import('@sonae/operations/evidence/stamp');
      await show(
        terminal,
        flags.json,
        await cosignEvidence(placeOf(root, flags, host), flags.url, flags.witness),
        ({ size, witness }) => `${witness}\t${size}\n`,
      );
    });

  evidence
    .command('make-tsa')
    .argument('<dir>', say({ ja: '新しいフォルダー', en: 'new folder' }))
    .option('--json', say({ ja: 'JSONで出力', en: 'print JSON' }))
    .description(
      say({ ja: '試験用の時刻認証局をつくる（openssl、社内）', en: 'make a test authority (openssl)' }),
    )
    .action(async (folder: string, { json }: { json?: boolean }) => {
      const { makeAuthority } = await import('@sonae/operations/evidence/stamp');
      await show(
        terminal,
        json,
        await makeAuthority(folder),
        ({ url, ca }) => `--url ${url} --label 社内 --ca ${ca}\n`,
      );
    });
}
