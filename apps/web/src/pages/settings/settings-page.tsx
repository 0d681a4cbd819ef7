import { Link, useParams } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { may, type Needs, useAbout, useMe } from '../../api/me.ts';
import { PageTitle } from '../../parts/page.tsx';
import { Forbidden } from '../../shell/messages.tsx';
import { Audit } from './audit.tsx';
import { Backup } from './backup.tsx';
import { Companies } from './companies.tsx';
import { Display } from './display.tsx';
import { ExpertLinks } from './expert-links.tsx';
import { Members } from './members.tsx';
import { Organisation } from './organisation.tsx';
import './settings.css';

type PartName = 'organisation' | 'companies' | 'members' | 'experts' | 'audit' | 'backup' | 'display';

/** The parts of the settings, whom each is for. */
const PARTS: readonly { readonly name: PartName; readonly needs: Needs; readonly Part: ComponentType }[] = [
  { name: 'organisation', needs: 'member', Part: Organisation },
  { name: 'companies', needs: 'company.read', Part: Companies },
  { name: 'members', needs: 'member.read', Part: Members },
  { name: 'experts', needs: 'expert-link.read', Part: ExpertLinks },
  { name: 'audit', needs: 'audit.read', Part: Audit },
  { name: 'backup', needs: 'settings.write', Part: Backup },
  { name: 'display', needs: 'anyone', Part: Display },
];

/** Settings, one part at a time: `/settings/members`. */
export default function SettingsPage() {
  const { t } = useTranslation('settings');
  const me = useMe();
  const about = useAbout();
  const { part: wanted = 'organisation' } = useParams({ strict: false }) as { part?: string };
  const open = PARTS.filter(({ needs }) => may(me, needs));
  const part = open.find(({ name }) => name === wanted);
  if (!part) return <Forbidden />;
  return (
    <>
      <PageTitle title={t('title')} />
      <div className="settings">
        <nav aria-label={t('title')}>
          <ul>
            {open.map(({ name }) => (
              <li key={name}>
                <Link
                  to={name === 'organisation' ? '/settings' : `/settings/${name}`}
                  activeOptions={{ exact: true }}
                >
                  {t(`parts.${name}`)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div>
          <part.Part />
          {about && (
            <p className="sub about">{t('about', { version: about.version, model: about.modelVersion })}</p>
          )}
        </div>
      </div>
    </>
  );
}
