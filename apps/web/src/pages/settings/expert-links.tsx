import { Button, Checkbox, NumberInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, orpc } from '../../api/client.ts';
import { useCompanies } from '../../api/company.ts';
import { useMay } from '../../api/me.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { usePunctuation } from '../../i18n/use-punctuation.ts';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { dayText } from '../../parts/dates.ts';
import { Section } from '../../parts/page.tsx';
import { Problem, useProblemText } from '../../parts/problem.tsx';
import { ShownOnce } from '../../parts/shown-once.tsx';
import { SmallTable } from '../../parts/small-table.tsx';
import { sayProblem } from '../../parts/toasts.tsx';
import { useAction } from '../../parts/use-action.ts';

const USUAL_DAYS = 14;
const MOST_DAYS = 90;

/** Read-only links for people outside, each with an end. */
export function ExpertLinks() {
  const { t } = useTranslation('settings');
  const language = useLanguage();
  const { list } = usePunctuation();
  const companies = useCompanies();
  const mayWrite = useMay('expert-link.write');
  const cases = useQuery(orpc.cases.list.queryOptions({ enabled: useMay('case.read') })).data?.cases ?? [];
  const names = new Map(cases.map(({ id, name }) => [id, name]));
  const problem = useProblemText();
  const { data, error, refetch } = useQuery(orpc.expertLinks.list.queryOptions({ meta: { keep: false } }));
  const revoke = async (link: string) => {
    await api.expertLinks.revoke({ link }).catch((failed: unknown) => sayProblem(problem(failed)));
    await refetch();
  };
  const state = (expiresAt: Date, revokedAt: Date | null) =>
    revokedAt
      ? t('experts.revoked')
      : expiresAt.getTime() < Date.now()
        ? t('experts.over')
        : t('experts.open', { until: dayText(expiresAt, language) });
  return (
    <Section title={t('parts.experts')} note={t('experts.note')}>
      {error && <Problem error={error} />}
      {data?.links.length === 0 && <p className="sub">{t('experts.none')}</p>}
      {data && data.links.length > 0 && (
        <SmallTable
          caption={t('parts.experts')}
          head={[t('experts.label'), t('experts.shows'), t('experts.state'), ...(mayWrite ? [''] : [])]}
          words={[1]}
          rows={data.links.map(({ id, label, companies: shown, cases: opened, expiresAt, revokedAt }) => [
            label,
            list([
              ...companies.filter((company) => shown.includes(company.id)).map(({ name }) => name),
              ...opened.map((one) => t('experts.case', { name: names.get(one) ?? '' })),
            ]),
            state(expiresAt, revokedAt),
            ...(mayWrite
              ? [
                  revokedAt === null && expiresAt.getTime() > Date.now() && (
                    <ConfirmButton
                      key={id}
                      size="xs"
                      question={t('experts.revokeQuestion', { label })}
                      onConfirm={() => revoke(id)}
                    >
                      {t('experts.revoke')}
                    </ConfirmButton>
                  ),
                ]
              : []),
          ])}
        />
      )}
      {mayWrite && <MakeLink onMade={() => refetch()} />}
    </Section>
  );
}

function MakeLink({ onMade }: { readonly onMade: () => Promise<unknown> }) {
  const { t } = useTranslation('settings');
  const companies = useCompanies();
  const [label, setLabel] = useState('');
  const [shown, setShown] = useState<string[]>([]);
  const [days, setDays] = useState(USUAL_DAYS);
  const [link, setLink] = useState<string>();
  const make = useAction(async () => {
    const made = await api.expertLinks.create({ label: label.trim(), companies: shown, days });
    setLink(made.link);
    setLabel('');
    await onMade();
  });
  return (
    <form
      className="fields"
      onSubmit={(event) => {
        event.preventDefault();
        make.run();
      }}
    >
      <ShownOnce title={t('experts.link')} link={link} />
      <TextInput
        label={t('experts.label')}
        required
        value={label}
        onChange={(event) => setLabel(event.currentTarget.value)}
      />
      <Checkbox.Group label={t('experts.companies')} value={shown} onChange={setShown}>
        {companies.map(({ id, name }) => (
          <Checkbox key={id} value={id} label={name} mt="xs" />
        ))}
      </Checkbox.Group>
      <NumberInput
        label={t('experts.days')}
        min={1}
        max={MOST_DAYS}
        hideControls
        value={days}
        onChange={(value) => setDays(Number(value))}
      />
      {make.error !== undefined && <Problem error={make.error} />}
      <Button type="submit" loading={make.isBusy} disabled={shown.length === 0}>
        {t('experts.create')}
      </Button>
    </form>
  );
}
