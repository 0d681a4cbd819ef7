import { Popover } from '@mantine/core';
import { UNKNOWN } from '@sonae/register';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GridCell } from './cell.ts';
import { useEntry } from './entry.ts';

/** From this many choices on there is a field to find one. */
const FINDABLE = 10;

type SeveralFieldProps = {
  readonly cell: GridCell;
  readonly label: string;
  readonly isOpen: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onSet: (value: unknown) => void;
};

/** The choices of a list as boxes to tick, beside the field in which they can be typed. */
export function SeveralField({ cell, label, isOpen, onOpen, onSet }: SeveralFieldProps) {
  const { t } = useTranslation('register');
  const { options, value } = useEntry(cell);
  const [wanted, setWanted] = useState('');
  const chosen = Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)];
  const found = options.filter(({ text }) => text.toLowerCase().includes(wanted.trim().toLowerCase()));
  const toggle = (option: string) => {
    if (option === UNKNOWN) return onSet(chosen.includes(UNKNOWN) ? undefined : UNKNOWN);
    const known = chosen.filter((one) => one !== UNKNOWN);
    const next = known.includes(option) ? known.filter((one) => one !== option) : [...known, option];
    onSet(next.length > 0 ? next : undefined);
  };
  return (
    <Popover opened={isOpen} onChange={onOpen} trapFocus position="bottom-end" shadow="md" width={280}>
      <Popover.Target>
        <button
          type="button"
          className="cell-open"
          tabIndex={-1}
          aria-label={t('grid.choose', { label })}
          onClick={() => onOpen(!isOpen)}
        >
          ▾
        </button>
      </Popover.Target>
      <Popover.Dropdown className="several" onKeyDown={(event) => event.stopPropagation()}>
        {options.length >= FINDABLE && (
          <input
            className="several-find"
            aria-label={t('grid.find')}
            placeholder={t('grid.find')}
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
          />
        )}
        <fieldset>
          <legend className="hidden">{label}</legend>
          {found.map(({ value: option, text }) => (
            <label key={option}>
              <input type="checkbox" checked={chosen.includes(option)} onChange={() => toggle(option)} />
              {text}
            </label>
          ))}
          {found.length === 0 && <p className="sub">{t('grid.noChoice')}</p>}
        </fieldset>
        <button type="button" className="link" onClick={() => onOpen(false)}>
          {t('grid.chosen')}
        </button>
      </Popover.Dropdown>
    </Popover>
  );
}
