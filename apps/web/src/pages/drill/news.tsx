import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import { usePunctuation } from '../../i18n/use-punctuation.ts';
import { Section } from '../../parts/page.tsx';
import { capital, clockText } from '../drills/spans.ts';
import type { DrillView } from './use-drill.ts';

/** What has come in, the latest first, each with the decisions it asks for. A new piece is read out. */
export function News({ view }: { readonly view: DrillView }) {
  const { t } = useTranslation('drills');
  const language = useLanguage();
  const { list, dotted } = usePunctuation();
  const news = view.log.flatMap((entry) => (entry.kind === 'inject' ? [entry] : [])).reverse();
  const who = (role: string) => {
    const { name, people = [] } = view.roles[role] ?? {};
    const people_ = list(people);
    return dotted([name ? capital(name[language]) : role, people_]);
  };
  return (
    <Section title={t('news.title')} note={t('news.note')}>
      <p className="hidden" role="status">
        {news[0] && t('news.latest', { text: news[0].text[language] })}
      </p>
      {news.length === 0 && <p className="sub">{t('news.none')}</p>}
      <ol className="drill-news">
        {news.map(({ id, at, channel, to, text, asks = [] }, i) => (
          <li key={id} data-latest={i === 0 || undefined}>
            <p className="sub">
              <span className="drill-tag">{t(`channels.${channel}`)}</span>
              {clockText(Date.parse(at), language)}
              {i === 0 && <strong className="drill-latest">{t('news.new')}</strong>}
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
    </Section>
  );
}
