import { Button, Popover } from '@mantine/core';
import type { Company } from '@sonae/register';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { useProblemText } from '../../parts/problem.tsx';
import { say, sayProblem } from '../../parts/toasts.tsx';

type Props = {
  readonly company: string;
  readonly document: Company;
  readonly version: number;
  readonly house: { readonly probability: number; readonly yen: number } | null | undefined;
};

const PERIODS = [10, 20, 50, 100, 200];

/** The two points of tolerance: that of the company in its register, and that of the house for a probability. */
export function ToleranceEditor({ company, document, version, house }: Props) {
  const { t } = useTranslation('estimate');
  const { t: parts } = useTranslation('parts');
  const problem = useProblemText();
  const queries = useQueryClient();
  const mayHouse = useMay('settings.write');
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const save = async (form: FormData) => {
    const yen = numberOf(form.get('company'));
    const point = { yen: numberOf(form.get('houseYen')), period: Number(form.get('period')) };
    setBusy(true);
    try {
      if (yen !== document.organisation.toleranceYen) {
        const organisation = { ...document.organisation, toleranceYen: yen };
        if (yen === undefined) delete organisation.toleranceYen;
        await api.companies.put({ company, version, document: { ...document, organisation } });
      }
      if (mayHouse) {
        const { settings, version: settingsVersion } = await api.settings.get();
        const tolerance = point.yen === undefined ? null : { probability: 1 / point.period, yen: point.yen };
        if (JSON.stringify(tolerance) !== JSON.stringify(settings.tolerance))
          await api.settings.put({ settings: { ...settings, tolerance }, version: settingsVersion });
      }
      await queries.invalidateQueries();
      setOpen(false);
      say(t('tolerance.saved'));
    } catch (error) {
      sayProblem(problem(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      trapFocus
      withArrow
      width={320}
      shadow="md"
      position="bottom-start"
    >
      <Popover.Target>
        <button type="button" className="link no-print" onClick={() => setOpen((open) => !open)}>
          {t('tolerance.edit')}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          className="tolerance-form"
          onSubmit={(event) => {
            event.preventDefault();
            void save(new FormData(event.currentTarget));
          }}
        >
          <p className="sub">{t('tolerance.note')}</p>
          <label>
            {t('tolerance.company')}
            <input name="company" inputMode="numeric" defaultValue={document.organisation.toleranceYen} />
          </label>
          {mayHouse && (
            <>
              <label>
                {t('tolerance.house')}
                <select name="period" defaultValue={house ? Math.round(1 / house.probability) : 20}>
                  {PERIODS.map((period) => (
                    <option key={period} value={period}>
                      {t('facts.years', { years: period })}
                    </option>
                  ))}
                </select>
              </label>
              <label>
                {t('tolerance.houseYen')}
                <input name="houseYen" inputMode="numeric" defaultValue={house?.yen} />
              </label>
            </>
          )}
          <div className="actions">
            <Button type="submit" loading={isBusy} size="xs">
              {t('tolerance.save')}
            </Button>
            <Button variant="default" size="xs" onClick={() => setOpen(false)}>
              {parts('cancel')}
            </Button>
          </div>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Digits as people type them, also full-width and with commas; empty is nothing. */
function numberOf(text: FormDataEntryValue | null): number | undefined {
  const digits = String(text ?? '')
    .normalize('NFKC')
    .replaceAll(/[,，\s円]/g, '');
  return /^\d+$/.test(digits) ? Number(digits) : undefined;
}
