import { Button } from '@mantine/core';
import type { Company } from '@sonae/register';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import { Money } from '../../parts/money.tsx';
import { Problem } from '../../parts/problem.tsx';
import { SmallTable } from '../../parts/small-table.tsx';
import { Working } from '../../parts/waiting.tsx';
import { controlRows } from '../controls/model/controls.ts';
import { useControlValues } from '../controls/use-control-values.ts';

type ControlValuesProps = {
  readonly id: string;
  readonly register: { readonly document: Company; readonly digest: string };
};

const MOST = 6;

/** Controls that are not in place, in the order and with the figures of their own page. */
export default function ControlValues({ id, register }: ControlValuesProps) {
  const { t } = useTranslation('home');
  const language = useLanguage();
  const [isAsked, setAsked] = useState(false);
  const { values, error } = useControlValues(id, register, isAsked);
  const missing = controlRows(register.document, values.result?.values).filter(
    ({ status, effects, value }) => status !== 'yes' && (values.result ? value : effects.length > 0),
  );
  if (missing.length === 0) return <p className="sub">{t('controls.none')}</p>;
  if (error) return <Problem error={error} />;
  if (!isAsked)
    return (
      <Button variant="default" onClick={() => setAsked(true)}>
        {t('controls.run')}
      </Button>
    );
  if (!values.result) return <Working />;
  return (
    <SmallTable
      caption={t('controls.title')}
      head={[t('controls.control'), t('controls.saved'), t('controls.cost'), t('controls.perYen')]}
      rows={missing
        .slice(0, MOST)
        .map(({ name, value, yearlyCostYen, perYen }) => [
          name[language],
          value && <Money key="saved" yen={value.meanYen} />,
          yearlyCostYen === undefined ? (
            t('controls.noCost')
          ) : (
            <Money key="cost" yen={yearlyCostYen} precision="grouped" />
          ),
          perYen !== undefined && t('controls.yenPerYen', { yen: Number(perYen.toPrecision(2)) }),
        ])}
    />
  );
}
