import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import { Section } from '../../parts/page.tsx';
import { clockText } from '../drills/spans.ts';
import { type ActLine, useActWords } from './act-word.ts';
import type { DrillView } from './use-drill.ts';

/** What has been declared, told, stated, drafted, approved and promised, as it stands now. */
export function Stand({ view }: { readonly view: DrillView }) {
  const { t } = useTranslation('drills');
  const language = useLanguage();
  const words = useActWords();
  const acts = view.log.flatMap((entry) => (entry.kind === 'act' ? [entry] : []));
  const declared = acts.find(({ act }) => act === 'declare');
  const of = (kind: string, isDone = true) =>
    acts.filter(({ act, done }) => act.split(':')[0] === kind && done === isDone);
  return (
    <Section title={t('stand.title')}>
      {acts.length === 0 ? (
        <p className="sub">{t('stand.none')}</p>
      ) : (
        <dl className="drill-stand">
          <Row name={t('stand.declared')}>
            {declared ? clockText(Date.parse(declared.at), language) : t('stand.notDeclared')}
          </Row>
          <Row name={t('stand.told')} lines={latest(of('tell')).map(words.short)} />
          <Row name={t('stand.facts')} lines={latest(of('fact')).map(words.short)} />
          <Row name={t('stand.drafts')} lines={latest(of('draft')).map(words.short)} />
          <Row name={t('stand.actions')} lines={latest(of('action')).map(words.short)} />
          {of('action', false).length > 0 && (
            <Row name={t('stand.refused')} lines={latest(of('action', false)).map(words.short)} />
          )}
          <Row name={t('stand.spent')} lines={of('spend').map(words.short)} />
        </dl>
      )}
    </Section>
  );
}

/** Of what was entered more than once, as it was entered last. */
const latest = (acts: readonly ActLine[]): ActLine[] => [
  ...new Map(acts.map((one) => [one.act, one])).values(),
];

function Row({
  name,
  lines,
  children,
}: {
  readonly name: string;
  readonly lines?: readonly string[];
  readonly children?: ReactNode;
}) {
  const { t } = useTranslation('drills');
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {children}
        {lines?.length === 0 && <span className="sub">{t('stand.nothing')}</span>}
        {lines && lines.length > 0 && (
          <ul>
            {lines.map((line, i) => (
              <li key={i}>{line}</li>
            ))}
          </ul>
        )}
      </dd>
    </div>
  );
}
