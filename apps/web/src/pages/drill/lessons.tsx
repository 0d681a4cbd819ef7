import { useQueryClient } from '@tanstack/react-query';
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
  // The tick stands at once; what the server has follows.
  const tick = async (lesson: string, isDone: boolean) => {
    client.setQueryData(orpc.drills.get.queryKey({ input: { drill: id } }), (before) => {
      if (!before) return before;
      const { [lesson]: _, ...others } = before.lessonsDone;
      return {
        ...before,
        lessonsDone: isDone ? { ...others, [lesson]: new Date().toISOString() } : others,
      };
    });
    try {
      await api.drills.lesson({ drill: id, lesson, isDone });
      say(t(isDone ? 'lessons.done' : 'lessons.undone'));
    } catch (error) {
      sayProblem(problem(error));
    }
    await client.invalidateQueries({ queryKey: orpc.drills.key() });
  };
  const done = lessons.filter((lesson) => drill.lessonsDone[lesson.id] !== undefined).length;
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
              <Task key={lesson.id} drill={drill} lesson={lesson} tick={tick} />
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
  tick,
}: {
  readonly drill: Drill;
  readonly lesson: Lesson;
  readonly tick: (lesson: string, isDone: boolean) => Promise<void>;
}) {
  const { t } = useTranslation('drills');
  const language = useLanguage();
  const { dotted } = usePunctuation();
  const nameOf = useRoleName(view);
  const mayWrite = useMay('case.write');
  const doneAt = lessonsDone[id];
  const due = Date.parse(view.endedAt ?? view.startedAt) + dueDays * DAY_MS;
  return (
    <li data-done={doneAt !== undefined}>
      {mayWrite ? (
        <label>
          <input
            type="checkbox"
            checked={doneAt !== undefined}
            onChange={(event) => void tick(id, event.target.checked)}
          />
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
