import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import { usePunctuation } from '../../i18n/use-punctuation.ts';
import { Section } from '../../parts/page.tsx';
import { clockText } from '../drills/spans.ts';
import { useRoleName } from './role-name.ts';
import type { DrillView } from './use-drill.ts';

/** So many stand open; on a phone what one does about them must be near. */
const LATEST = 3;

/** What has come in, the latest first, each with the decisions it asks for. A new piece is read out. */
export function News({ view }: { readonly view: DrillView }) {
  const { t } = useTranslation('drills');
  const language = useLanguage();
  const news = view.log.flatMap((entry) => (entry.kind === 'inject' ? [entry] : [])).reverse();
  const older = news.slice(LATEST);
  return (
    <Section title={t('news.title')} note={t('news.note')}>
      <p className="hidden" role="status">
        {news[0] && t('news.latest', { text: news[0].text[language] })}
      </p>
      {news.length === 0 && <p className="sub">{t('news.none')}</p>}
      <List view={view} news={news.slice(0, LATEST)} isLatest />
      {older.length > 0 && (
        <details>
          <summary>{t('news.older', { count: older.length })}</summary>
          <List view={view} news={older} />
        </details>
      )}
    </Section>
  );
}

type Inject = Extract<DrillView['log'][number], { kind: 'inject' }>;

function List({
  view,
  news,
  isLatest = false,
}: {
  readonly view: DrillView;
  readonly news: readonly Inject[];
  /** The first of them is the last that came in. */
  readonly isLatest?: boolean;
}) {
  const { t } = useTranslation('drills');
  const language = useLanguage();
  const { list } = usePunctuation();
  const who = useRoleName(view);
  return (
    <ol className="drill-news">
      {news.map(({ id, at, channel, to, text, asks = [] }, i) => (
        <li key={id} data-latest={(isLatest && i === 0) || undefined}>
          <p className="sub">
            <span className="drill-tag">{t(`channels.${channel}`)}</span>
            {clockText(Date.parse(at), language)}
            {isLatest && i === 0 && <strong className="drill-latest">{t('news.new')}</strong>}
          </p>
          <p>{text[language]}</p>
          <p className="sub">{t('news.to', { who: who(to) })}</p>
          {asks.length > 0 && (
            <p className="drill-asks">
              {t('news.asks', { asks: list(asks.map((ask) => t(`asks.${ask}`))) })}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
