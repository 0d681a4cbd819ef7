import { useTranslation } from 'react-i18next';
import { may, useMe } from '../api/me.ts';
import { Dialog } from '../parts/dialog.tsx';
import { PAGES } from '../routes.tsx';
import { Jump } from './jump.tsx';

/** What `/` and `?` open. */
export default function Dialogs({
  kind,
  onClose,
}: {
  readonly kind: 'jump' | 'help';
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('shell');
  return (
    <Dialog title={kind === 'jump' ? t('jump') : t('shortcuts.title')} onClose={onClose}>
      {kind === 'jump' ? <Jump onClose={onClose} /> : <Help />}
    </Dialog>
  );
}

function Help() {
  const { t } = useTranslation('shell');
  const me = useMe();
  const pages = PAGES.filter(({ key, needs }) => key !== undefined && may(me, needs));
  return (
    <>
      <p className="sub">{t('shortcuts.where')}</p>
      <dl className="keys">
        <dt>
          <kbd>/</kbd>
        </dt>
        <dd>{t('shortcuts.jump')}</dd>
        <dt>
          <kbd>?</kbd>
        </dt>
        <dd>{t('shortcuts.help')}</dd>
        <dt>
          <kbd>Ctrl</kbd> <kbd>Z</kbd>
        </dt>
        <dd>{t('shortcuts.undo')}</dd>
        <dt>
          <kbd>g</kbd> <kbd>d</kbd>
        </dt>
        <dd>{t('shortcuts.deadlines')}</dd>
        {pages.map(({ key, name }) => [
          <dt key={`key ${name}`}>
            <kbd>g</kbd> <kbd>{key}</kbd>
          </dt>,
          <dd key={name}>{t('shortcuts.goTo', { page: t(`pages.${name}`) })}</dd>,
        ])}
      </dl>
    </>
  );
}
