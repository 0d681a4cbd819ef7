import type { Language, Text } from '@sonae/core';
import { type CaseEvent, type CaseRoom, caseRoom } from '@sonae/incident/case';
import type { RunEvent } from '@sonae/incident/playbook';
import { schema, type Tx } from '@sonae/store';
import { and, desc, eq } from 'drizzle-orm';
import type { SaidToRun } from '../contract/playbooks.ts';
import type { OperationContext } from '../house/context.ts';
import { os } from '../house/implement.ts';
import { refusal } from '../house/refusals.ts';
import { append, entriesOf, present, subject } from '../incident/case-log.ts';
import { type Library, libraryOf, playbookFrom } from '../playbooks/library.ts';
import { eventsOf, type RunRow, type RunWorld, sendTo, startRun } from '../playbooks/runs.ts';
import { type OpenStep, type RunView, viewOf } from '../playbooks/view.ts';

const { playbookRuns: runs, playbookEvents: events } = schema;
const NOTHING = async () => new Map<string, string>();
const shelf = ({ playbooks }: OperationContext): Promise<Library> => libraryOf(playbooks ?? NOTHING);

async function taken(context: OperationContext, key: string) {
  const found = (await shelf(context)).get(key);
  if (!found) throw refusal('NOT_FOUND');
  return found;
}

export const list = os.playbooks.list.handler(async ({ context }) => {
  const library = await shelf(context);
  const { manualOf } = await import('@sonae/incident/playbook');
  const keys = new Map([...library.values()].map(({ key, playbook }) => [playbook.id, key]));
  return {
    playbooks: [...library.values()].map(({ key, playbook, name, description }) => ({
      key,
      name,
      description,
      version: playbook.modified,
      steps: manualOf(playbook).steps.length,
      runs: [...playbook.steps.values()].flatMap(({ playbookId }) => keys.get(playbookId ?? '') ?? []),
    })),
  };
});

export const get = os.playbooks.get.handler(async ({ context, input }) => {
  const { key, playbook } = await taken(context, input.playbook);
  const { drawPlaybook, manualOf } = await import('@sonae/incident/playbook');
  return { key, svg: drawPlaybook(playbook, input.language), manual: manualOf(playbook) };
});

export const manual = os.playbooks.manual.handler(async ({ context, input }) => {
  const { key, playbook } = await taken(context, input.playbook);
  const { playbookManualPdf } = await import('@sonae/documents/playbook-manual');
  const bytes = await playbookManualPdf(playbook, input.language);
  return new File([bytes as Uint8Array<ArrayBuffer>], `${key}.pdf`, { type: 'application/pdf' });
});

/** Unlike names, addresses are nobody else's: two approvals must come from two people. */
const voiceOf = ({ principal }: OperationContext, name?: string): string =>
  principal.kind === 'user'
    ? `${principal.name} <${principal.email}>`
    : principal.kind === 'demo'
      ? (name ?? principal.name)
      : principal.kind;

async function world(context: OperationContext, tx: Tx): Promise<RunWorld> {
  return { tx, now: context.now(), library: await shelf(context), wake: context.wakeRuns };
}

const roomOf = async (tx: Tx, of: string): Promise<CaseRoom> => caseRoom(await entriesOf(tx, of));
const view = async (tx: Tx, row: RunRow, room: CaseRoom): Promise<RunView> =>
  viewOf(row, await playbookFrom(row.document), await eventsOf(tx, row.id), room);

/** Names without the addresses that tell two people of one name apart: those are for members. */
const withoutAddresses = ({ startedBy, open, course, ...run }: RunView): RunView => ({
  ...run,
  startedBy: nameOf(startedBy),
  open: open.map(({ approvals, ...one }) => ({
    ...one,
    ...(approvals && { approvals: { ...approvals, by: approvals.by.map(nameOf) } }),
  })),
  course: course.map(({ by, ...line }) => ({ ...line, ...(by !== undefined && { by: nameOf(by) }) })),
});
const nameOf = (voice: string): string => voice.replace(/ <[^>]*>$/, '');

export const listOfCase = os.cases.playbooks.list.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const there = await present(tx, context.access.organisation, input.case);
    note({ subject: subject(there.id) });
    const rows = await tx
      .select()
      .from(runs)
      .where(eq(runs.caseId, there.id))
      .orderBy(desc(runs.startedAt), desc(runs.id))
      .limit(100);
    const room = await roomOf(tx, there.id);
    const views: RunView[] = [];
    const maySee = context.access.permissions.has('personal.read');
    for (const row of rows) {
      const shown = await view(tx, row, room);
      views.push(maySee ? shown : withoutAddresses(shown));
    }
    return { runs: views, now: context.now() };
  }),
);

export const start = os.cases.playbooks.start.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const { organisation } = context.access;
    await present(tx, organisation, input.case, true);
    const { name } = await taken(context, input.playbook);
    const { key } = input;
    if (key !== undefined) {
      const [there] = await tx
        .select({ id: runs.id })
        .from(runs)
        .innerJoin(events, and(eq(events.runId, runs.id), eq(events.index, 0)))
        .where(and(eq(runs.caseId, input.case), eq(events.key, key)));
      if (there) return { run: there.id };
    }
    const by = voiceOf(context);
    const { inputs, playbook, language } = input;
    const order = { organisation, case: input.case, playbook, by, inputs, key };
    const run = await startRun(await world(context, tx), order);
    if (run === undefined) throw refusal('NOT_FOUND');
    const text = say(language, {
      ja: `手順書「${name.ja}」を始めた`,
      en: `Started the playbook “${name.en}”`,
    });
    await append(context, tx, input.case, [{ kind: 'note', text }], undefined);
    note({ subject: subject(input.case), detail: { run, playbook } });
    return { run };
  }),
);

export const step = os.cases.playbooks.step.handler(({ context, input }) =>
  context.inside(async (tx, note) => {
    const { organisation } = context.access;
    await present(tx, organisation, input.case, true);
    const where = and(eq(runs.id, input.run), eq(runs.caseId, input.case));
    const [row] = await tx.select().from(runs).where(where);
    if (!row) throw refusal('NOT_FOUND');
    note({
      subject: subject(input.case),
      detail: { run: row.id, said: input.said.kind, ...('to' in input.said && { to: input.said.to }) },
    });
    const { key, said, language } = input;
    const room = await roomOf(tx, row.caseId);
    if (
      key !== undefined &&
      (await tx.$count(events, and(eq(events.runId, row.id), eq(events.key, key)))) > 0
    )
      return { taken: true, run: await view(tx, row, room) };
    const before = await view(tx, row, room);
    const event = eventOf(context, said, before);
    const isTaken = await sendTo(await world(context, tx), row, event, key);
    const [after] = await tx.select().from(runs).where(where);
    const written = isTaken ? entryOf(said, before, language) : undefined;
    if (written) await append(context, tx, input.case, [written], undefined);
    return { taken: isTaken, run: await view(tx, after, room) };
  }),
);

/** What somebody says, as an event of the run. */
function eventOf(context: OperationContext, said: SaidToRun, { open }: RunView): RunEvent {
  const at = context.now().getTime();
  const by = voiceOf(context);
  switch (said.kind) {
    case 'answer': {
      const { to, ok, values, choice, note } = said;
      const kind = open.find((one) => one.to === to)?.kind;
      if (kind === 'act' || kind === 'run') return { at, type: 'returned', to, ok, values };
      const more = { ...(choice !== undefined && { choice }), ...(note !== undefined && { note }) };
      return { at, type: 'answered', to, by, ok, values, ...more };
    }
    case 'approve':
      return { at, type: 'approved', to: said.to, by: voiceOf(context, said.name) };
    case 'refuse':
      return { at, type: 'refused', to: said.to, by, reason: said.reason };
    case 'cancel':
      return { at, type: 'cancelled', by, reason: said.reason };
    default:
      return { at, type: said.kind === 'pause' ? 'paused' : 'resumed', by };
  }
}

const say = (language: Language, text: Text): string => text[language];

/** The same for the timeline of the case; approvals stand in the run alone. */
function entryOf(said: SaidToRun, { name, open }: RunView, language: Language): CaseEvent | undefined {
  const at = 'to' in said ? open.find(({ to }) => to === said.to) : undefined;
  const place = `${name[language]}${at ? ` ${at.number ?? ''} ${at.name[language]}` : ''}`.replace(
    / +/g,
    ' ',
  );
  const note = (text: Text): CaseEvent => ({ kind: 'note', text: say(language, text) });
  switch (said.kind) {
    case 'answer': {
      const choice = choiceOf(said, at, language);
      const reason = said.note ?? place;
      if (choice !== undefined && at) return { kind: 'decision', subject: at.name[language], choice, reason };
      const more = said.note === undefined ? '' : `：${said.note}`;
      return said.ok
        ? note({ ja: `済んだ：${place}${more}`, en: `Done: ${place}${more}` })
        : note({ ja: `できなかった：${place}${more}`, en: `Could not be done: ${place}${more}` });
    }
    case 'refuse':
      return { kind: 'decision', subject: place, choice: say(language, NOT_APPROVED), reason: said.reason };
    case 'cancel':
      return { kind: 'decision', subject: place, choice: say(language, CANCELLED), reason: said.reason };
    default:
      return undefined;
  }
}

const NOT_APPROVED: Text = { ja: '承認しない', en: 'Not approved' };
const CANCELLED: Text = { ja: '取りやめる', en: 'Cancelled' };

function choiceOf(
  { choice, values }: Extract<SaidToRun, { kind: 'answer' }>,
  at: OpenStep | undefined,
  language: Language,
): string | undefined {
  if (!at || (at.kind !== 'decide' && at.kind !== 'go-on')) return undefined;
  const label = at.choices.find(({ word }) => word === choice)?.label;
  return label ? label[language] : Object.values(values).join(', ') || undefined;
}
