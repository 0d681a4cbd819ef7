import { Button, Checkbox, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCurrentCompany } from '../../api/company.ts';
import { openCase } from '../../api/outbox.ts';
import { say } from '../../parts/toasts.tsx';
import { KINDS, type Kind } from './kinds.ts';
import { inputTime, instantOf } from './times.ts';

/** The red button and its two questions: when, and what is seen. Works without a connection. */
export function RedButton() {
  const { t } = useTranslation('cases');
  const company = useCurrentCompany();
  const navigate = useNavigate();
  const [isAsking, setAsking] = useState(false);
  const [noticed, setNoticed] = useState('');
  const [kind, setKind] = useState<Kind>('other');
  const [name, setName] = useState('');
  const [drill, setDrill] = useState(false);
  const [isBusy, setBusy] = useState(false);

  const begin = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const input = {
      name: name.trim() || t(`kinds.${kind}`),
      drill,
      learnedAt: instantOf(noticed) ?? new Date(),
      ...(company ? { company: company.id } : {}),
    };
    const { id } = await openCase(input, [{ key: 'kind', value: kind }]);
    setBusy(false);
    setAsking(false);
    if (id === undefined) say(t('red.queued'));
    else void navigate({ to: '/cases/$case', params: { case: id } });
  };

  if (!isAsking) {
    return (
      <button type="button" className="red-button no-print" onClick={() => setAsking(true)}>
        {t('red.button')}
      </button>
    );
  }
  return (
    <form className="card red-form" onSubmit={(event) => void begin(event)} aria-labelledby="red-title">
      <h2 id="red-title">{t('red.title')}</h2>
      <label className="field">
        <span>{t('red.when')}</span>
        <span className="field-row">
          <input
            type="datetime-local"
            value={noticed}
            max={inputTime(new Date())}
            onChange={(event) => setNoticed(event.target.value)}
          />
          <Button type="button" variant="default" onClick={() => setNoticed(inputTime(new Date()))}>
            {t('red.now')}
          </Button>
        </span>
      </label>
      <fieldset className="kinds">
        <legend>{t('red.what')}</legend>
        {KINDS.map((one) => (
          <label key={one}>
            <input type="radio" name="kind" checked={kind === one} onChange={() => setKind(one)} />
            {t(`kinds.${one}`)}
          </label>
        ))}
      </fieldset>
      <TextInput label={t('red.name')} value={name} onChange={(event) => setName(event.target.value)} />
      <Checkbox label={t('red.drill')} checked={drill} onChange={(event) => setDrill(event.target.checked)} />
      <Button type="submit" color="red" loading={isBusy}>
        {t('red.start')}
      </Button>
    </form>
  );
}
