import { Popover } from '@mantine/core';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePunctuation } from '../i18n/use-punctuation.ts';
import { CopyCommand } from './copy-command.tsx';

/** Where a figure comes from. */
export type Explanation = {
  /** What the figure is called: 「100年に1度の年の自己負担」. */
  readonly label: string;
  readonly text?: ReactNode;
  readonly formulas?: readonly string[];
  readonly inputs?: readonly { readonly name: string; readonly value: ReactNode }[];
  readonly sources?: readonly {
    readonly id: string;
    readonly title: string;
    readonly publisher?: string;
    readonly url?: string;
    readonly date?: string;
    readonly certainty?: string;
  }[];
  /** The command that gives the same figure. */
  readonly command?: string;
};

/** A figure that opens to its formula, inputs, sources with date and certainty, and the command that reproduces it. */
export function Explain({ children, ...explanation }: Explanation & { readonly children: ReactNode }) {
  const { t } = useTranslation('parts');
  return (
    <Popover width={420} withArrow shadow="md" trapFocus position="bottom-start">
      <Popover.Target>
        <button type="button" className="explain">
          {children}
          <span className="hidden">{t('explain.open', { label: explanation.label })}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <ExplanationText {...explanation} />
      </Popover.Dropdown>
    </Popover>
  );
}

function ExplanationText({ label, text, formulas, inputs, sources, command }: Explanation) {
  const { t } = useTranslation('parts');
  const { dotted } = usePunctuation();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the focus enters here, so that it is read from its beginning
    <div className="explanation" tabIndex={0} data-autofocus>
      <p className="explanation-label">{label}</p>
      {text && <p>{text}</p>}
      <dl>
        {formulas && formulas.length > 0 && (
          <Part term={t('explain.formula')}>
            {formulas.map((formula) => (
              <code key={formula}>{formula}</code>
            ))}
          </Part>
        )}
        {inputs && inputs.length > 0 && (
          <Part term={t('explain.inputs')}>
            <ul>
              {inputs.map(({ name, value }) => (
                <li key={name}>
                  {name} <b>{value}</b>
                </li>
              ))}
            </ul>
          </Part>
        )}
        {sources && sources.length > 0 && (
          <Part term={t('explain.sources')}>
            <ul>
              {sources.map(({ id, title, publisher, url, date, certainty: sure }) => (
                <li key={id}>
                  {url ? (
                    <a href={url} target="_blank" rel="noreferrer">
                      {title}
                    </a>
                  ) : (
                    title
                  )}{' '}
                  <span className="sub">{dotted([publisher, date, sure && certaintyIn(sure, t)])}</span>
                </li>
              ))}
            </ul>
          </Part>
        )}
        {command && (
          <Part term={t('explain.command')}>
            <CopyCommand command={command} />
          </Part>
        )}
      </dl>
    </div>
  );
}

const CERTAINTIES = ['verified', 'computed', 'judgement', 'unverified'] as const;

function certaintyIn(word: string, t: TFunction<'parts'>): string {
  const known = CERTAINTIES.find((certainty) => certainty === word);
  return known ? t(`certainty.${known}`) : word;
}

function Part({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}
