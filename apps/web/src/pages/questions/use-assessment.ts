import type { Assessment } from '@sonae/assessment';
import type { Issue } from '@sonae/core';
import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import type { Answers } from './answers.ts';
import type { Job, Said } from './assess.worker.ts';

/** Few years and worlds: within a second, for the range beside the questions. */
export const LIVE = { years: 20_000, worlds: 300 };
/** As careful as the command line. */
export const WHOLE = { years: 100_000 };
const TYPING_MS = 250;

export type Figures = {
  readonly assessment?: Assessment;
  /** Problems with the answers, by field. */
  readonly issues: readonly Issue[];
  /** Share of the work that is done; undefined when nothing is being calculated. */
  readonly progress?: number;
  readonly failed?: string;
};

const NONE: Figures = { issues: [] };
/** The last figures there were, and of which question: whoever comes back to the page finds them. */
let found: { readonly question: string; readonly figures: Figures } | undefined;

/** The figures of the answers, anew after each change; `isWhole` asks for all years and worlds. */
export function useAssessment(answers: Answers, isWhole: boolean): Figures {
  const language = useLanguage();
  const worker = useRef<Worker>(undefined);
  const latest = useRef(0);
  const question = JSON.stringify([answers, language, isWhole]);
  const asked = useRef(question);
  const [figures, setFigures] = useState(found?.question === question ? found.figures : NONE);

  useEffect(() => {
    const made = new Worker(new URL('./assess.worker.ts', import.meta.url), { type: 'module' });
    made.onmessage = ({ data: said }: MessageEvent<Said>) => {
      if (said.id !== latest.current) return;
      if (said.kind === 'result') found = { question: asked.current, figures: next(NONE, said) };
      setFigures((before) => next(before, said));
    };
    worker.current = made;
    return () => made.terminate();
  }, []);

  useEffect(() => {
    latest.current += 1; // what is still on its way answers another question
    asked.current = question;
    if (found?.question === question) {
      setFigures(found.figures);
      return;
    }
    setFigures((before) => ({ ...before, progress: 0 }));
    const timer = setTimeout(() => {
      const job: Job = { id: latest.current, answers, language, ...(isWhole ? WHOLE : LIVE) };
      worker.current?.postMessage(job);
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [question, answers, language, isWhole]);

  return figures;
}

function next(before: Figures, said: Said): Figures {
  switch (said.kind) {
    case 'progress':
      return { ...before, progress: said.share };
    case 'result':
      return { assessment: said.assessment, issues: [] };
    case 'refused':
      return { assessment: before.assessment, issues: said.issues };
    case 'failed':
      return { issues: [], failed: said.reason };
  }
}
