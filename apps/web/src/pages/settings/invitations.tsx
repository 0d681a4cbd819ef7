import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { ROLES, type Role } from '@sonae/operations/access';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, orpc } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { dayText } from '../../parts/dates.ts';
import { Section } from '../../parts/page.tsx';
import { Problem, useProblemText } from '../../parts/problem.tsx';
import { ShownOnce } from '../../parts/shown-once.tsx';
import { SmallTable } from '../../parts/small-table.tsx';
import { say, sayProblem } from '../../parts/toasts.tsx';
import { useAction } from '../../parts/use-action.ts';

const USUAL_DAYS = 7;
const MOST_DAYS = 90;

/** Who is invited and has not come yet; whoever may invite does so here. */
export function Invitations() {
  const { t } = useTranslation('settings');
  const language = useLanguage();
  const mayWrite = useMay('member.write');
  const problem = useProblemText();
  const { data, refetch } = useQuery(orpc.invitations.list.queryOptions({ meta: { keep: false } }));
  const cancel = async (invitation: string) => {
    try {
      await api.invitations.cancel({ invitation });
      say(t('invitations.cancelled'));
    } catch (failed) {
      sayProblem(problem(failed));
    }
    await refetch();
  };
  return (
    <Section title={t('invitations.title')} note={mayWrite ? t('invitations.note') : undefined}>
      {data && data.invitations.length > 0 && (
        <SmallTable
          caption={t('invitations.open')}
          head={[t('members.email'), t('members.role'), t('invitations.until'), ...(mayWrite ? [''] : [])]}
          words={[1]}
          rows={data.invitations.map(({ id, email, role, expiresAt }) => [
            email,
            t(`roles.${role}`),
            dayText(expiresAt, language),
            ...(mayWrite
              ? [
                  <Button key={id} size="xs" variant="default" onClick={() => void cancel(id)}>
                    {t('invitations.cancel')}
                  </Button>,
                ]
              : []),
          ])}
        />
      )}
      {mayWrite && <Invite onInvited={() => refetch()} />}
    </Section>
  );
}

function Invite({ onInvited }: { readonly onInvited: () => Promise<unknown> }) {
  const { t } = useTranslation('settings');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('security');
  const [days, setDays] = useState(USUAL_DAYS);
  const [link, setLink] = useState<string>();
  const invite = useAction(async () => {
    const made = await api.invitations.create({ email: email.trim(), role, days });
    setLink(made.link);
    setEmail('');
    await onInvited();
  });
  return (
    <form
      className="fields"
      onSubmit={(event) => {
        event.preventDefault();
        invite.run();
      }}
    >
      <ShownOnce title={t('invitations.link')} link={link} />
      <TextInput
        label={t('members.email')}
        type="email"
        required
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('members.role')}
        value={role}
        data={ROLES.map((id) => ({ value: id, label: t(`roles.${id}`) }))}
        onChange={(event) => setRole(event.currentTarget.value as Role)}
      />
      <NumberInput
        label={t('invitations.days')}
        min={1}
        max={MOST_DAYS}
        hideControls
        value={days}
        onChange={(value) => setDays(Number(value))}
      />
      {invite.error !== undefined && <Problem error={invite.error} />}
      <Button type="submit" loading={invite.isBusy}>
        {t('invitations.create')}
      </Button>
    </form>
  );
}
