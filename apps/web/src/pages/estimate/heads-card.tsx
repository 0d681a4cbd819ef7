import type { Assessment, HeadFigure } from '@sonae/assessment';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { useAddress } from '../../api/address.ts';
import { usePunctuation } from '../../i18n/use-punctuation.ts';
import { CopyCommand } from '../../parts/copy-command.tsx';
import { Money } from '../../parts/money.tsx';
import { Section } from '../../parts/page.tsx';

const SHOWN = 8;

/** Heads of loss; each row opens to its formula, its unit prices and where they come from. */
export function HeadsCard({ assessment }: { readonly assessment: Assessment }) {
  const { t } = useTranslation('estimate');
  const [open, setOpen] = useAddress('head', '');
  const [all, setAll] = useAddress('heads', '');
  const { heads, waterfall, sources } = assessment;
  const isAll = all === 'all' || heads.slice(SHOWN).some(({ id }) => id === open);
  const shown = isAll ? heads : heads.slice(0, SHOWN);
  const unverified = sources.filter(({ certainty }) => certainty === 'unverified').length;
  return (
    <Section title={t('heads.title')} span={4} note={t('heads.note')} id="heads">
      <div className="scroll">
        <table className="small-table estimate-heads">
          <caption className="hidden">{t('heads.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('heads.head')}</th>
              <th scope="col">{t('heads.gross')}</th>
              <th scope="col">{t('heads.retained')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((head) => (
              <Fragment key={head.id}>
                <tr data-head={head.id}>
                  <th scope="row">
                    <button
                      type="button"
                      className="explain"
                      aria-expanded={open === head.id}
                      aria-label={t('heads.open', { head: head.name })}
                      onClick={() => setOpen(open === head.id ? '' : head.id)}
                    >
                      {head.name}
                    </button>
                  </th>
                  <td>
                    <Money yen={head.gross} />
                  </td>
                  <td>
                    <Money yen={head.retained} />
                  </td>
                </tr>
                {open === head.id && (
                  <tr>
                    <td colSpan={3} className="text">
                      <HeadOrigin head={head} assessment={assessment} />
                    </td>
                  </tr>
                )}
              </Fragment>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('heads.total')}</th>
              <td>
                <Money yen={waterfall.gross} />
              </td>
              <td>
                <Money yen={waterfall.retained} />
              </td>
            </tr>
          </tfoot>
        </table>
      </div>
      <div className="estimate-foot">
        {heads.length > SHOWN && (
          <button type="button" className="link no-print" onClick={() => setAll(isAll ? '' : 'all')}>
            {isAll ? t('heads.fewer') : t('heads.all', { count: heads.length })}
          </button>
        )}
        <span className="sub">{t('heads.sources', { count: sources.length, unverified })}</span>
      </div>
    </Section>
  );
}

function HeadOrigin({ head, assessment }: { readonly head: HeadFigure; readonly assessment: Assessment }) {
  const { t } = useTranslation('estimate');
  const { t: parts } = useTranslation('parts');
  const { dotted } = usePunctuation();
  const rows = head.sources.map(
    (id) => assessment.sources.find((source) => source.id === id) ?? { id, title: id },
  );
  return (
    <div className="explanation">
      <dl>
        <dt>{t('heads.formula')}</dt>
        <dd>
          {head.formulas.map((formula) => (
            <code key={formula}>{formula}</code>
          ))}
        </dd>
        <dt>{parts('explain.sources')}</dt>
        <dd>
          <ul>
            {rows.map((source) => (
              <li key={source.id}>
                {'url' in source && source.url ? (
                  <a href={source.url} target="_blank" rel="noreferrer">
                    {source.title}
                  </a>
                ) : (
                  source.title
                )}{' '}
                <span className="sub">
                  {'certainty' in source &&
                    dotted([
                      source.publisher,
                      source.date,
                      parts(`certainty.${source.certainty as 'verified'}`),
                    ])}
                </span>
              </li>
            ))}
          </ul>
        </dd>
        <dt>{parts('explain.command')}</dt>
        <dd>
          <CopyCommand command={assessment.command} />
        </dd>
      </dl>
    </div>
  );
}
