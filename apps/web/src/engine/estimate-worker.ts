// The loss engine of the page. It keeps the years with their events, so that levers can be moved without playing again.
import {
  applyChanges,
  ChangeError,
  type Grip,
  isRepriced,
  type LiveSession,
  leversOf,
  openSession,
} from '@sonae/assessment';
import { pastCases } from './cases.ts';
import type { Answered, Answers, Asked, Question } from './messages.ts';

let session: LiveSession | undefined;
let grip: Grip | undefined;

self.onmessage = ({ data }: MessageEvent<Asked>) => {
  const { number, question } = data;
  const tell = (answer: Answered) => self.postMessage(answer);
  answerOf(question, (done, of) => tell({ number, done, of })).then(
    (answer) => tell({ number, answer }),
    (error: unknown) =>
      tell({
        number,
        error: error instanceof Error ? error.message : String(error),
        path: error instanceof ChangeError ? error.path : undefined,
      }),
  );
};

async function answerOf(
  question: Question,
  onProgress: (done: number, of: number) => void,
): Promise<Answers[keyof Answers]> {
  if (question.kind === 'open') return open(question, onProgress);
  if (!session) throw new Error('nothing has been played');
  const started = performance.now();
  switch (question.kind) {
    case 'settle':
      return session.settle(question.changes.filter(isRepriced));
    case 'gaps':
      return session.gaps(question.changes.filter(isRepriced));
    case 'grip': {
      const { changes, path, low, high } = question;
      grip = session.grip(changes.filter(isRepriced), path, low, high);
      return { touched: grip.touched, ms: performance.now() - started };
    }
    case 'move': {
      if (!grip) throw new Error('no lever is held');
      return { figures: grip.at(question.value), ms: performance.now() - started };
    }
  }
}

async function open(
  { input, changes, options }: Extract<Question, { kind: 'open' }>,
  onProgress: (done: number, of: number) => void,
): Promise<Answers['open']> {
  const whole = { ...input, liabilities: new Map(input.liabilities) };
  const played = applyChanges(
    whole,
    changes.filter((change) => !isRepriced(change)),
  );
  // The years of before make room first: both together would be a lot of memory.
  session?.close();
  session = undefined;
  grip = undefined;
  session = await openSession(played, { ...options, onProgress: ({ done, of }) => onProgress(done, of) });
  const repriced = changes.filter(isRepriced);
  const settled = repriced.length > 0 ? await session.settle(repriced) : session.first;
  return { ...settled, levers: leversOf(whole), cases: pastCases() };
}
