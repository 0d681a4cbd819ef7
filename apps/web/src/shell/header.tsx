import { Link, useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCurrentCompany } from '../api/company.ts';
import { may, useMe } from '../api/me.ts';
import { PAGES } from '../routes.tsx';
import { Tools } from './tools.tsx';

/** Brand, pages, and the tools to the right. On a phone both fold behind one button. */
export function Header() {
  const { t } = useTranslation('shell');
  const [isOpen, setOpen] = useState(false);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  // Moving to a page folds the menu.
  useEffect(() => setOpen(false), [path]);
  return (
    <header className="shell-header" data-open={isOpen}>
      <div className="shell-bar">
        <Link to="/" className="shell-brand">
          <img src="/icon.svg" alt="" />
          {t('brand')}
        </Link>
        <button
          type="button"
          className="shell-menu"
          aria-expanded={isOpen}
          aria-controls="shell-nav"
          onClick={() => setOpen((open) => !open)}
        >
          {t('menu')}
        </button>
        <Tools />
      </div>
      <Navigation />
    </header>
  );
}

function Navigation() {
  const { t } = useTranslation('shell');
  const me = useMe();
  const company = useCurrentCompany();
  const pages = PAGES.filter(
    ({ menu, needs }) => menu !== undefined && may(me, needs) && (menu === 'house' || company !== undefined),
  );
  if (pages.length === 0) return null;
  return (
    <nav id="shell-nav" className="shell-nav" aria-label={t('navigation')}>
      <ul>
        {pages.map(({ path, name }) => (
          <li key={path}>
            <Link
              to={path}
              params={{ company: company?.id }}
              activeOptions={{ exact: path === '/' }}
              activeProps={{ 'aria-current': 'page' }}
            >
              {t(`pages.${name}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
