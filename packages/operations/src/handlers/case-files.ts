import { createHash } from 'node:crypto';
import { schema } from '@sonae/store';
import { and, eq } from 'drizzle-orm';
import { os } from '../house/implement.ts';
import { invalid, mistake, refusal } from '../house/refusals.ts';
import { append, present, subject } from '../incident/case-log.ts';
import { pictureType } from '../incident/picture.ts';

const { caseFiles: table } = schema;

/** Keeps a photo byte for byte under its digest; the entry that names it and the photo come together or not at all. */
export const photo = os.cases.photo.handler(async ({ context, input }) => {
  const { file, note: words, key } = input;
  const content = new Uint8Array(await file.arrayBuffer());
  const type = pictureType(content);
  if (type === undefined) throw invalid([NO_PICTURE]);
  const sha256 = createHash('sha256').update(content).digest('hex');
  const name = nameOf(file.name);
  return context.inside(async (tx, note) => {
    const event = {
      kind: 'file' as const,
      sha256,
      name,
      type,
      size: content.length,
      ...(words === undefined ? {} : { note: words }),
    };
    const { row, written } = await append(context, tx, input.case, [event], key);
    if (written)
      await tx
        .insert(table)
        .values({ organisationId: context.access.organisation, caseId: row.id, sha256, name, type, content })
        .onConflictDoNothing();
    note({ subject: subject(row.id), detail: { sha256, bytes: content.length, again: !written } });
    return { version: row.version, sha256 };
  });
});

export const file = os.cases.file.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const row = await present(tx, context.access.organisation, input.case);
    const [kept] = await tx
      .select()
      .from(table)
      .where(and(eq(table.caseId, row.id), eq(table.sha256, input.sha256)));
    if (!kept) throw refusal('NOT_FOUND');
    note({ subject: subject(row.id), detail: { sha256: kept.sha256 } });
    return new File([kept.content as Uint8Array<ArrayBuffer>], kept.name, { type: kept.type });
  }),
);

/** Longest name of a file that is kept. */
const LONGEST = 200;
/** The name as people gave it, without folders and what no file name holds. */
const nameOf = (given: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  given.replace(/[\u0000-\u001f\u007f/\\:*?"<>|]/g, '_').slice(-LONGEST) || 'photo';

const NO_PICTURE = mistake(
  'case.picture',
  'file',
  { ja: '写真（JPEG・PNG・WebP・HEIC）ではありません。', en: 'This is no photo (JPEG, PNG, WebP, HEIC).' },
  { ja: '写真を選び直してください。', en: 'Choose a photo.' },
);
