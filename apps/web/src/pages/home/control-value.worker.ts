import { type AssessmentInput, assess } from '@sonae/assessment';
import { companySubject } from '@sonae/loss';
import type { TransportInput } from '@sonae/operations/contract';
import type { Company } from '@sonae/register';

// What a control would change: the same years and worlds with it and without it, on this device.

export type Job = {
  readonly company: Company;
  readonly input: TransportInput;
  readonly controls: readonly string[];
};
export type Value = { readonly control: string; readonly savedYen: number };
export type Said =
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'result'; readonly values: readonly Value[] }
  | { readonly kind: 'failed'; readonly reason: string };

/** The two runs share their worlds and years, so few of them tell the difference. */
const RUN = { years: 30_000, seed: 42, returnPeriod: 100, threads: 1, language: 'ja', command: '' } as const;
const WORLDS = 300;

const place = globalThis as unknown as {
  onmessage: (event: MessageEvent<Job>) => void;
  postMessage(said: Said): void;
};

place.onmessage = ({ data }) => {
  work(data).then(
    (values) => place.postMessage({ kind: 'result', values }),
    (error: unknown) => place.postMessage({ kind: 'failed', reason: String(error) }),
  );
};

async function work({ company, input, controls }: Job): Promise<Value[]> {
  const base: AssessmentInput = {
    ...input,
    data: { ...input.data, worlds: WORLDS },
    liabilities: new Map(input.liabilities),
  };
  const retained = async (subject: AssessmentInput['subject']) =>
    (await assess({ ...base, subject }, RUN)).headlines['100'].yen;
  const values: Value[] = [];
  for (const [done, control] of controls.entries()) {
    place.postMessage({ kind: 'progress', done });
    // Against its absence: what is unknown now counts as half there.
    const [without, having] = [
      await retained(withControl(company, control, 'no')),
      await retained(withControl(company, control, 'yes')),
    ];
    values.push({ control, savedYen: without - having });
  }
  return values;
}

function withControl(company: Company, id: string, status: 'yes' | 'no'): AssessmentInput['subject'] {
  const others = (company.controls ?? []).filter((control) => control.id !== id);
  return companySubject({ ...company, controls: [...others, { id, status }] });
}
