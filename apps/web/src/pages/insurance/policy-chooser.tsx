import { useTranslation } from 'react-i18next';

type Row = { readonly id: string; readonly file: string; readonly name: string };

type PolicyChooserProps = {
  readonly rows: readonly Row[];
  /** Files of the policies that are compared, in their order. */
  readonly chosen: readonly string[];
  /** Files the company names in its register. */
  readonly held: readonly string[];
  readonly onChoose: (files: readonly string[]) => void;
  readonly onEdit: (id: string) => void;
};

/** Which policies stand side by side. */
export function PolicyChooser({ rows, chosen, held, onChoose, onEdit }: PolicyChooserProps) {
  const { t } = useTranslation('insurance');
  const toggle = (file: string) =>
    onChoose(chosen.includes(file) ? chosen.filter((one) => one !== file) : [...chosen, file]);
  return (
    <ul className="policies">
      {rows.map(({ id, file, name }) => {
        const isChosen = chosen.includes(file);
        const isLast = isChosen && chosen.length === 1;
        return (
          <li key={id} data-chosen={isChosen || undefined}>
            <label>
              <input type="checkbox" checked={isChosen} disabled={isLast} onChange={() => toggle(file)} />
              <span data-own-words>
                {name}
                {rows.some((other) => other.id !== id && other.name === name) && (
                  <small className="sub"> {file}</small>
                )}
                {held.includes(file) && <small className="held">{t('policies.held')}</small>}
              </span>
            </label>
            <button
              type="button"
              className="link no-print"
              aria-label={t('policies.openOf', { name })}
              onClick={() => onEdit(id)}
            >
              {t('policies.open')}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
