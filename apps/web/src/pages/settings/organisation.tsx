import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { readNumber } from '@sonae/core';
import { isDefinedError } from '@sonae/operations/client';
import type { Settings } from '@sonae/operations/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, orpc } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { queryClient } from '../../api/query-client.ts';
import { May } from '../../parts/may.tsx';
import { Section } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { offerUndo, sayProblem } from '../../parts/toasts.tsx';
import { useAction } from '../../parts/use-action.ts';
import { Loading } from '../../parts/waiting.tsx';
import { NewOrganisation } from './new-organisation.tsx';

const YEARS = [10_000, 100_000, 300_000, 1_000_000];

/** Name, language, years, tolerance. */
export function Organisation() {
  const { data, error, refetch } = useQuery(orpc.settings.get.queryOptions());
  if (error && !data) return <Problem error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <>
      <Form key={data.version} version={data.version} settings={data.settings} />
      <May needs="person">
        <NewOrganisation />
      </May>
    </>
  );
}

function Form({ version, settings }: { readonly version: number; readonly settings: Settings }) {
  const { t } = useTranslation(['settings', 'parts']);
  const mayWrite = useMay('settings.write');
  const [name, setName] = useState(settings.name);
  const [language, setLanguage] = useState(settings.language);
  const [years, setYears] = useState(settings.years);
  const [yen, setYen] = useState(settings.tolerance ? settings.tolerance.yen.toLocaleString('en') : '');
  const [percent, setPercent] = useState(String((settings.tolerance?.probability ?? 0.01) * 100));

  const read = readNumber(yen);
  const share = Number(percent) / 100;
  const isBlank = yen.trim() === '';
  const badYen = !isBlank && (read === undefined || !Number.isSafeInteger(read.value));
  const badShare = !isBlank && !(share > 0 && share < 1);

  const save = useAction(async () => {
    const tolerance = isBlank || !read ? null : { yen: read.value, probability: share };
    const put = async (from: number, values: Settings) => {
      const written = await api.settings.put({ version: from, settings: values });
      await queryClient.invalidateQueries({ queryKey: orpc.settings.key() });
      return written.version;
    };
    try {
      const next = await put(version, { name: name.trim(), language, years, tolerance });
      offerUndo(t('organisation.saved'), () => put(next, settings));
    } catch (problem) {
      if (!isDefinedError(problem) || (problem as { code?: string }).code !== 'CONFLICT') throw problem;
      await queryClient.invalidateQueries({ queryKey: orpc.settings.key() });
      sayProblem(t('organisation.conflict'));
    }
  });

  return (
    <Section title={t('parts.organisation')} note={t('organisation.note')}>
      <form
        className="fields"
        onSubmit={(event) => {
          event.preventDefault();
          if (!badYen && !badShare) save.run();
        }}
      >
        <TextInput
          label={t('organisation.name')}
          required
          readOnly={!mayWrite}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('organisation.language')}
          disabled={!mayWrite}
          value={language}
          data={[
            { value: 'ja', label: '日本語' },
            { value: 'en', label: 'English' },
          ]}
          onChange={(event) => setLanguage(event.currentTarget.value as Settings['language'])}
        />
        <NativeSelect
          label={t('organisation.years')}
          description={t('organisation.yearsHint')}
          disabled={!mayWrite}
          value={String(years)}
          data={[...new Set([...YEARS, settings.years])]
            .sort((a, b) => a - b)
            .map((count) => ({ value: String(count), label: count.toLocaleString('en') }))}
          onChange={(event) => setYears(Number(event.currentTarget.value))}
        />
        <fieldset>
          <legend>{t('organisation.tolerance')}</legend>
          <p className="sub">{t('organisation.toleranceNote')}</p>
          <TextInput
            label={t('organisation.yen')}
            description={t('organisation.yenHint')}
            readOnly={!mayWrite}
            error={badYen && t('organisation.unreadable')}
            value={yen}
            onChange={(event) => setYen(event.currentTarget.value)}
          />
          <NumberInput
            label={t('organisation.probability')}
            suffix={` ${t('organisation.probabilityUnit')}`}
            hideControls
            readOnly={!mayWrite}
            error={badShare && t('organisation.unreadableShare')}
            value={percent}
            onChange={(value) => setPercent(String(value))}
          />
        </fieldset>
        {save.error !== undefined && <Problem error={save.error} />}
        {mayWrite ? (
          <Button type="submit" loading={save.isBusy}>
            {t('save', { ns: 'parts' })}
          </Button>
        ) : (
          <p className="sub">{t('organisation.readOnly')}</p>
        )}
      </form>
    </Section>
  );
}
