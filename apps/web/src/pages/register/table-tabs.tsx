import { PERSONAL_TABLES } from '@sonae/operations/access';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import type { Checked } from './model/check.ts';
import { COMPANY, TABLES, tableOf } from './model/tables.ts';
import { rowsOf, type Tree } from './model/tree.ts';

type TableTabsProps = {
  readonly tree: Tree;
  readonly checked: Checked;
  readonly chosen: string;
  readonly withoutPersonal: boolean;
  readonly onChoose: (table: string) => void;
};

/** The tables of the register, with how many rows each has and how many mistakes. */
export function TableTabs({ tree, checked, chosen, withoutPersonal, onChoose }: TableTabsProps) {
  const { t } = useTranslation('register');
  const language = useLanguage();
  const isHidden = (id: string) => withoutPersonal && (PERSONAL_TABLES as readonly string[]).includes(id);
  const ids = [COMPANY, ...TABLES.map(({ id }) => id)].filter((id) => !isHidden(id));
  const errorsOf = (id: string) =>
    checked.issues.filter(
      ({ path, severity }) => severity === 'error' && (tableOf(path.split(/[.[]/)[0])?.id ?? COMPANY) === id,
    ).length;
  return (
    <nav className="tables" aria-label={t('tables')}>
      {ids.map((id) => {
        const errors = errorsOf(id);
        return (
          <button
            key={id}
            type="button"
            aria-current={id === chosen ? 'page' : undefined}
            onClick={() => onChoose(id)}
          >
            {tableOf(id)?.name[language] ?? t('company')}
            {id !== COMPANY && <small>{rowsOf(tree, id).length}</small>}
            {errors > 0 && <em>{t('errors', { count: errors })}</em>}
          </button>
        );
      })}
    </nav>
  );
}
