import { dateOf } from '@sonae/core';
import type { Company } from '@sonae/register';
import { zipStored } from '@sonae/register/zip';
import { schema } from '@sonae/store';
import { eq, sql } from 'drizzle-orm';
import { writerOf } from '../house/context.ts';
import { os } from '../house/implement.ts';
import { invalid, mistake } from '../house/refusals.ts';
import { caseBundle } from '../incident/case-bundle.ts';
import { companyOf, standingCompany } from '../incident/case-company.ts';
import { entriesOf, present, subject } from '../incident/case-log.ts';
import { fileOf } from './files.ts';

const { caseFiles } = schema;
/** Most bytes of photos in one bundle: it is made in memory. */
const MOST_BYTES = 200 * 1024 * 1024;

export const bundle = os.cases.bundle.handler(async ({ context, input }) => {
  const { language, photos: withPhotos } = input;
  const now = context.now().getTime();
  const order = await context.inside(async (tx, note) => {
    const { organisation, permissions } = context.access;
    const row = await present(tx, organisation, input.case);
    const standing = await standingCompany(tx, row);
    const of = eq(caseFiles.caseId, row.id);
    const [{ bytes }] = await tx
      .select({ bytes: sql<number>`coalesce(sum(length(${caseFiles.content})), 0)::float8` })
      .from(caseFiles)
      .where(of);
    if (withPhotos && bytes > MOST_BYTES) throw invalid([tooMuch(bytes)]);
    const maySeePersons = permissions.has('personal.read');
    note({
      subject: subject(row.id),
      detail: { version: row.version, persons: maySeePersons, photos: withPhotos },
    });
    return {
      row,
      entries: await entriesOf(tx, row.id),
      company: await companyOf(tx, row),
      register: standing?.document as Company | undefined,
      maySeePersons,
      ...(withPhotos
        ? { photos: await tx.select().from(caseFiles).where(of).orderBy(caseFiles.sha256) }
        : {}),
    };
  });
  const { caseEvidence } = await import('../incident/evidence/bundle.ts');
  const evidence = await caseEvidence(context.store, context.evidence?.home, {
    organisation: context.access.organisation,
    case: order.row.id,
    photos: withPhotos,
    maySeePersons: order.maySeePersons,
    today: dateOf(now),
  });
  const files = await caseBundle({ ...order, evidence, by: writerOf(context), now, language });
  const folder = `sonae-case-${order.row.id.slice(0, 8)}-v${order.row.version}`;
  const placed = new Map([...files].map(([path, bytes]) => [`${folder}/${path}`, bytes]));
  return fileOf(zipStored(placed), `${folder}.zip`);
});

const MEGABYTE = 1024 * 1024;
const tooMuch = (bytes: number) => {
  const [there, most] = [bytes, MOST_BYTES].map((size) => Math.ceil(size / MEGABYTE));
  return mistake(
    'case.bundle-size',
    'photos',
    {
      ja: `写真が合わせて${there}MBあり、一つの控えに入る${most}MBを超えています。`,
      en: `The photos come to ${there} MB; one bundle holds ${most} MB.`,
    },
    {
      ja: '写真を入れずに書き出し、要る写真を時系列から保存してください。',
      en: 'Write it out without photos, and save those that are needed from the timeline.',
    },
  );
};
