import { useTranslation } from 'react-i18next';
import { CopyCommand } from '../../parts/copy-command.tsx';
import { Section } from '../../parts/page.tsx';

const COMMANDS = [
  ['export', 'sonae export all.sonae'],
  ['import', 'sonae import all.sonae'],
  ['doctor', 'sonae doctor'],
] as const;

/** How everything is backed up and restored: on the server, by whoever runs it. */
export function Backup() {
  const { t } = useTranslation('settings');
  return (
    <Section title={t('parts.backup')} note={t('backup.note')}>
      <dl className="terminal">
        {COMMANDS.map(([what, command]) => [
          <dt key={what}>{t(`backup.${what}`)}</dt>,
          <dd key={command}>
            <CopyCommand command={command} />
          </dd>,
        ])}
      </dl>
      <p className="sub">{t('backup.terminal')}</p>
    </Section>
  );
}
