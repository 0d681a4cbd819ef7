import { Button } from '@mantine/core';
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Empty, PageTitle } from '../parts/page.tsx';
import { Problem } from '../parts/problem.tsx';

/** No page at this address. */
export function NotFound() {
  const { t } = useTranslation('shell');
  return (
    <>
      <PageTitle title={t('notFound.title')} />
      <Empty text={t('notFound.text')}>
        <Link to="/">{t('notFound.home')}</Link>
      </Empty>
    </>
  );
}

/** A page that whoever looks may not see. */
export function Forbidden() {
  const { t } = useTranslation('shell');
  return (
    <>
      <PageTitle title={t('forbidden.title')} />
      <Empty text={t('forbidden.text')}>
        <Link to="/">{t('notFound.home')}</Link>
      </Empty>
    </>
  );
}

/** Signed in, but a member of nothing. */
export function NoMember() {
  const { t } = useTranslation('shell');
  return (
    <>
      <PageTitle title={t('noMember.title')} />
      <Empty text={t('noMember.text')} />
    </>
  );
}

/** What stands where a page threw: the rest of the app goes on. */
export function Failed({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation('shell');
  const router = useRouter();
  const isMissingFile = /dynamically imported module|module script/i.test(String(error));
  const again = () => {
    // A new edition of the app was put in place meanwhile: its files have other names.
    if (isMissingFile) location.reload();
    reset();
    void router.invalidate();
  };
  return (
    <>
      <PageTitle title={t('failed.title')} lead={t('failed.text')} />
      <Problem error={error} />
      <div className="actions">
        <Button variant="default" onClick={again}>
          {t('failed.retry')}
        </Button>
      </div>
    </>
  );
}
