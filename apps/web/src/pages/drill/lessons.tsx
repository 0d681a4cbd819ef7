import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, orpc } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { usePunctuation } from '../../i18n/use-punctuation.ts';
import { dayText } from '../../parts/dates.ts';
import { Section } from '../../parts/page.tsx';
import { useProblemText } from '../../parts/problem.tsx';
import { say, sayProblem } from '../../parts/toasts.tsx';
import { useRoleName } from './role-name.ts';
import type { Drill } from './use-drill.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
type Lesson = NonNullable<Drill['score']>['lessons'][number];

/** What follows from a drill: tasks with an owner and a date, ticked off one by one; a tick can be taken back. */
export function Lessons({ drill, lessons }: { readonly drill: Drill; readonly lessons: readonly Lesson[] }) {
  const { t } = useTranslation('drills');
  const client = useQueryClient();
  const { id } = drill.drill;
  const problem = useProblemText();
  // A tick stands at once, whatever is being read meanwhile; then what the server has.
  const [ticked, setTicked] = useState<Readonly<Record<string, boolean>>>({});
  const isDone = (lesson: string) => ticked[lesson] ?? drill.lessonsDone[lesson] !== undefined;
  const tick = async (lesson: string, next: boolean) => {
    setTicked((before) => ({ ...before, [lesson]: next }));
    try {
      await api.drills.lesson({ drill: id, lesson, isDone: next });
      say(t(next ? 'lessons.done' : 'lessons.undone'));
    } catch (error) {
      sayProblem(problem(error));
    }
    await client.invalidateQueries({ queryKey: orpc.drills.key() });
    setTicked(({ [lesson]: _, ...others }) => others);
  };
  const done = lessons.filter((lesson) => isDone(lesson.id)).length;
  return (
    <Section
      title={t('lessons.title')}
      span={7}
      note={lessons.length > 0 ? t('lessons.note') : t('lessons.none')}
    >
      {lessons.length > 0 && (
        <>
          <p>{t('lessons.progress', { all: lessons.length, done })}</p>
          <ul className="drill-lessons">
            {lessons.map((lesson) => (
              <Task key={lesson.id} drill={drill} lesson={lesson} isDone={isDone(lesson.id)} tick={tick} />
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

function Task({
  drill: { drill: view, lessonsDone },
  lesson: { id, task, owner, dueDays },
  isDone,
  tick,
}: {
  readonly drill: Drill;
  readonly lesson: Lesson;
  readonly isDone: boolean;
  readonly tick: (lesson: string, next: boolean) => Promise<void>;
}) {
  const { t } = useTranslation('drills');
  const language = useLanguage();
  const { dotted } = usePunctuation();
  const nameOf = useRoleName(view);
  const mayWrite = useMay('case.write');
  const doneAt = lessonsDone[id];
  const due = Date.parse(view.endedAt ?? view.startedAt) + dueDays * DAY_MS;
  return (
    <li data-done={isDone}>
      {mayWrite ? (
        <label>
          <input type="checkbox" checked={isDone} onChange={(event) => void tick(id, event.target.checked)} />
          <span>{task[language]}</span>
        </label>
      ) : (
        <p>{task[language]}</p>
      )}
      <span className="sub">
        {dotted([
          t('lessons.owner', { who: nameOf(owner) }),
          doneAt === undefined
            ? t('lessons.due', { at: dayText(due, language) })
            : t('lessons.doneAt', { at: dayText(Date.parse(doneAt), language) }),
        ])}{' '}
        {doneAt === undefined && due < Date.now() && (
          <strong className="drill-worse">{t('lessons.late')}</strong>
        )}
      </span>
    </li>
  );
}
