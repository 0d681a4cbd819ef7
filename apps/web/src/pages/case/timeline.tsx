import { type CaseEvent, SIGHTING_NAMES } from '@sonae/incident/case';
import { supportAreaOf } from '@sonae/knowledge';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../api/client.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { timeText } from '../../parts/dates.ts';
import { useMoneyText } from '../../parts/money.tsx';
import { useFactName } from './fact-name.ts';
import { useFactValue } from './fact-table.tsx';
import { KeptPhoto, sizeText } from './kept-photo.tsx';
import { useLineWord } from './line-word.ts';

/** Everything that was written, the latest first. */
export function Timeline({ id }: { readonly id: string }) {
  const language = useLanguage();
  const { data } = useQuery(orpc.cases.timeline.queryOptions({ input: { case: id } }));
  const words = useEventWords();
  const { t } = useTranslation('cases');
  const checkpoint = data?.checkpoint;
  return (
    <>
      <ol className="timeline">
        {(data?.entries ?? []).toReversed().map(({ index, at, by, event, leaf }) => (
          <li key={index}>
            <span className="sub entry-head">
              <span>
                {timeText(at, language)}　{by}
              </span>
              {/* What a device kept from before there was a journal knows no leaf. */}
              <span className="leaf">
                {typeof leaf === 'number' ? t('timeline.leaf', { leaf }) : t('timeline.waiting')}
              </span>
            </span>
            <span>{words(event)}</span>
            {event.kind === 'file' && <KeptPhoto id={id} {...event} />}
          </li>
        ))}
      </ol>
      {checkpoint && (
        <p className="sub journal-said">
          {t('timeline.checkpoint', { size: checkpoint.size, at: timeText(checkpoint.at, language) })}
        </p>
      )}
    </>
  );
}

/** An event in words. */
export function useEventWords(): (event: CaseEvent) => string {
  const { t } = useTranslation('cases');
  const { t: room } = useTranslation('case-room');
  const language = useLanguage();
  const money = useMoneyText();
  const lineWord = useLineWord();
  const name = useFactName();
  const value = useFactValue();
  return (event) => {
    switch (event.kind) {
      case 'opened':
        return t('timeline.opened', { name: event.name });
      case 'fact': {
        const { key, source, correction } = event.fact;
        const text = t('timeline.fact', { key: name(key), value: value(key, event.fact.value), source });
        return correction === undefined
          ? text
          : `${text} ${t('timeline.correction', { reason: correction })}`;
      }
      case 'task':
        return t('timeline.task', { title: event.title });
      case 'task.done':
        return t('timeline.taskDone', { task: event.task });
      case 'decision':
        return t('timeline.decision', event);
      case 'told':
        return t('timeline.told', event);
      case 'duty.done':
        return t('timeline.dutyDone', { duty: event.duty });
      case 'action':
        return t('timeline.action', { action: event.action, state: event.state });
      case 'ledger': {
        const { line } = event;
        return room('entry.ledger', {
          what: line.description ?? lineWord(line),
          yen: money(line.amount, 'exact'),
          state: room(`ledger.states.${line.state}`),
        });
      }
      case 'ledger.withdrawn':
        return room('entry.withdrawn', { reason: event.reason });
      case 'testimony':
        return room('entry.testimony', event);
      case 'contact':
        return room('entry.contact', event);
      case 'sighting':
        return room('entry.sighting', { url: event.url, state: SIGHTING_NAMES[event.state][language] });
      case 'adviser':
        return room('entry.adviser', {
          ...event,
          firm: event.firm ?? '',
          area: supportAreaOf(event.area)?.[language] ?? event.area,
        });
      case 'adviser.left':
        return room('entry.adviserLeft', event);
      case 'file':
        return [room('photo.entry', { name: event.name, size: sizeText(event.size) }), event.note]
          .filter((word) => word !== undefined)
          .join(' — ');
      case 'note':
        return event.text;
      case 'closed':
        return t('timeline.closed', { reason: event.reason });
    }
  };
}
