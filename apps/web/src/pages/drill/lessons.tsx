import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, orpc } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { usePunctuation } from '../../i18n/use-punctuation.ts';
import { dayText } from '../../parts/dates.ts';
import { Section } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { say } from '../../parts/toasts.tsx';
import { useAction } from '../../parts/use-action.ts';
import { capital } from '../drills/spans.ts';
import type { Drill } from './use-drill.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
type Lesson = NonNullable<Drill['score']>['lessons'][number];

/** What follows from a drill: tasks with an owner and a date, ticked off one by one; a tick can be taken back. */
export function Lessons({ drill, lessons }: { readonly drill: Drill; readonly lessons: readonly Lesson[] }) {
  const { t } = useTranslation('drills');
  const client = useQueryClient();
  const { id } = drill.drill;
  const tick = useAction(async (lesson: string, isDone: boolean) => {
    await api.drills.lesson({ drill: id, lesson, isDone });
    await client.invalidateQueries({ queryKey: orpc.drills.key() });
    say(t(isDone ? 'lessons.done' : 'lessons.undone'));
  });
  const done = lessons.filter((lesson) => drill.lessonsDone[lesson.id] !== undefined).length;
  return (
    <Section
      title={t('lessons.title')}
      span={7}
      note={lessons.length > 0 ? t('lessons.note') : t('lessons.none')}
    >
      {tick.error !== undefined && <Problem error={tick.error} />}
      {lessons.length > 0 && (
        <>
          <p>{t('lessons.progress', { all: lessons.length, done })}</p>
          <ul className="drill-lessons">
            {lessons.map((lesson) => (
              <Task key={lesson.id} drill={drill} lesson={lesson} isOff={tick.isBusy} tick={tick.run} />
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
  isOff,
  tick,
}: {
  readonly drill: Drill;
  readonly lesson: Lesson;
  readonly isOff: boolean;
  readonly tick: (lesson: string, isDone: boolean) => void;
}) {
  const { t } = useTranslation('drills');
  const language = useLanguage();
  const { dotted, aside, list } = usePunctuation();
  const mayWrite = useMay('case.write');
  const doneAt = lessonsDone[id];
  const due = Date.parse(view.endedAt ?? view.startedAt) + dueDays * DAY_MS;
  const { name, people = [] } = view.roles[owner] ?? {};
  const who = (name ? capital(name[language]) : owner) + (people.length > 0 ? aside(list(people)) : '');
  return (
    <li data-done={doneAt !== undefined}>
      {mayWrite ? (
        <label>
          <input
            type="checkbox"
            checked={doneAt !== undefined}
            disabled={isOff}
            onChange={(event) => tick(id, event.target.checked)}
          />
          <span>{task[language]}</span>
        </label>
      ) : (
        <p>{task[language]}</p>
      )}
      <span className="sub">
        {dotted([
          t('lessons.owner', { who }),
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
