import { NativeSelect } from '@mantine/core';
import { ROLES, type Role } from '@sonae/operations/access';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, orpc } from '../../api/client.ts';
import { useMay, useMe } from '../../api/me.ts';
import { queryClient } from '../../api/query-client.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { dayText } from '../../parts/dates.ts';
import { Section } from '../../parts/page.tsx';
import { Problem, useProblemText } from '../../parts/problem.tsx';
import { SmallTable } from '../../parts/small-table.tsx';
import { offerUndo, sayProblem } from '../../parts/toasts.tsx';
import { Invitations } from './invitations.tsx';

/** Members and their roles, and who is invited. */
export function Members() {
  const { t } = useTranslation('settings');
  const language = useLanguage();
  const me = useMe();
  const mayWrite = useMay('member.write');
  const problem = useProblemText();
  const { data, error } = useQuery(orpc.members.list.queryOptions({ meta: { keep: false } }));
  const change = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (failed) {
      sayProblem(problem(failed));
    }
    await queryClient.invalidateQueries({ queryKey: orpc.members.key() });
  };
  const setRole = (user: string, name: string, before: Role, role: Role) =>
    change(async () => {
      await api.members.setRole({ user, role });
      offerUndo(t('members.changed', { name }), () =>
        change(() => api.members.setRole({ user, role: before })),
      );
    });
  return (
    <>
      <Section title={t('parts.members')} note={t('members.note')}>
        {error && <Problem error={error} />}
        {data?.members.length === 0 && <p className="sub">{t('members.none')}</p>}
        {data && data.members.length > 0 && (
          <SmallTable
            caption={t('parts.members')}
            head={[
              t('members.name'),
              t('members.email'),
              t('members.role'),
              t('members.second'),
              t('members.since'),
              ...(mayWrite ? [''] : []),
            ]}
            words={[1, 2]}
            rows={data.members.map(({ user, name, email, role, secondFactor, since }) => [
              name,
              email,
              mayWrite && user !== me?.user?.id ? (
                <NativeSelect
                  key={user}
                  aria-label={t('members.roleOf', { name })}
                  value={role}
                  data={ROLES.map((id) => ({ value: id, label: t(`roles.${id}`) }))}
                  onChange={(event) => void setRole(user, name, role, event.currentTarget.value as Role)}
                />
              ) : (
                t(`roles.${role}`)
              ),
              t(secondFactor ? 'members.on' : 'members.off'),
              dayText(since, language),
              ...(mayWrite
                ? [
                    user === me?.user?.id ? (
                      <span key={user} className="sub">
                        {t('members.you')}
                      </span>
                    ) : (
                      <ConfirmButton
                        key={user}
                        size="xs"
                        question={t('members.removeQuestion', { name })}
                        onConfirm={() => change(() => api.members.remove({ user }))}
                      >
                        {t('members.remove')}
                      </ConfirmButton>
                    ),
                  ]
                : []),
            ])}
          />
        )}
      </Section>
      <Invitations />
    </>
  );
}
