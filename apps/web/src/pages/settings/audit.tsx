import { Button, NativeSelect } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useAddress } from '../../api/address.ts';
import { orpc } from '../../api/client.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { timeText } from '../../parts/dates.ts';
import { Section } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { SmallTable } from '../../parts/small-table.tsx';

const ACTIONS = ['change', 'read', 'refused', 'session'] as const;
const KINDS = ['system', 'demo', 'visitor'] as const;

/** The log: who changed what, and who saw personal data. */
export function Audit() {
  const { t } = useTranslation('settings');
  const language = useLanguage();
  const [wanted, setWanted] = useAddress('action', '');
  const action = ACTIONS.find((known) => known === wanted);
  const list = useInfiniteQuery(
    orpc.audit.list.infiniteOptions({
      input: (before: number | undefined) => ({ before, action }),
      initialPageParam: undefined as number | undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
      meta: { keep: false },
    }),
  );
  const entries = list.data?.pages.flatMap((page) => page.entries) ?? [];
  const who = (kind: string, name: string | null) => {
    const known = KINDS.find((one) => one === kind);
    return known ? t(`audit.${known}`) : kind === 'expert_link' ? t('audit.link') : (name ?? kind);
  };
  const kindOf = (text: string) => {
    const known = ACTIONS.find((one) => one === text);
    return known ? t(`audit.actions.${known}`) : text;
  };
  return (
    <Section title={t('parts.audit')} note={t('audit.note')}>
      <NativeSelect
        label={t('audit.filter')}
        value={action ?? ''}
        maw={200}
        mb="sm"
        data={[
          { value: '', label: t('audit.all') },
          ...ACTIONS.map((one) => ({ value: one, label: t(`audit.actions.${one}`) })),
        ]}
        onChange={(event) => setWanted(event.currentTarget.value)}
      />
      {list.error && <Problem error={list.error} />}
      {list.data && (
        <SmallTable
          caption={t('parts.audit')}
          head={[t('audit.at'), t('audit.who'), t('audit.kind'), t('audit.what'), t('audit.about')]}
          words={[1, 2, 3, 4]}
          rows={entries.map(({ id, at, actor, action: kind, operation, subject }) => [
            <span key={id}>{timeText(at, language)}</span>,
            who(actor.kind, actor.name),
            kindOf(kind),
            <code key="what">{operation}</code>,
            subject ? `${subject.kind} ${subject.id?.slice(0, 8) ?? ''}` : '–',
          ])}
        />
      )}
      {list.hasNextPage && (
        <Button
          variant="default"
          mt="sm"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('audit.more')}
        </Button>
      )}
    </Section>
  );
}
