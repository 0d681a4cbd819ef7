import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCompanies, useCurrentCompany } from '../api/company.ts';
import { may, useMe } from '../api/me.ts';
import { PAGES } from '../routes.tsx';

type Place = { readonly key: string; readonly text: string; readonly note?: string; go(): Promise<void> };

/** Pages and companies by name: type, choose with the arrows, Enter. */
export function Jump({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('shell');
  const [wanted, setWanted] = useState('');
  const [chosen, setChosen] = useState(0);
  const list = useId();
  const found = usePlaces().filter(({ text, note }) => matches(`${text} ${note ?? ''}`, wanted));
  const at = Math.min(chosen, found.length - 1);

  const go = (place: Place | undefined) => {
    if (!place) return;
    onClose();
    void place.go();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return; // Enter ends the conversion of Japanese first
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setChosen((at + step + found.length) % Math.max(1, found.length));
    }
    if (event.key === 'Enter') go(found[at]);
  };
  return (
    <div className="jump">
      <input
        data-autofocus
        role="combobox"
        aria-label={t('jumpHint')}
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={found[at] && `${list}-${at}`}
        placeholder={t('jumpHint')}
        value={wanted}
        onChange={(event) => {
          setWanted(event.target.value);
          setChosen(0);
        }}
        onKeyDown={onKey}
      />
      <div className="jump-list" id={list} role="listbox" aria-label={t('jump')}>
        {found.map((place, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard is in the field above
          // biome-ignore lint/a11y/useFocusableInteractive: the same
          <div
            key={place.key}
            id={`${list}-${i}`}
            className="jump-row"
            role="option"
            aria-selected={i === at}
            onClick={() => go(place)}
          >
            {place.text}
            {place.note && <span className="sub">{place.note}</span>}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className="sub">{t('jumpEmpty')}</p>}
    </div>
  );
}

function usePlaces(): readonly Place[] {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const me = useMe();
  const current = useCurrentCompany();
  const companies = useCompanies();
  const open = PAGES.filter(({ menu, needs }) => menu !== undefined && may(me, needs));
  const estimate = open.find(({ name }) => name === 'estimate');
  return [
    ...open
      .filter(({ menu }) => menu === 'house' || current !== undefined)
      .map(({ path, name, key }) => ({
        key: path,
        text: t(`pages.${name}`),
        note: key && `g ${key}`,
        go: () => navigate({ to: path, params: { company: current?.id } }),
      })),
    ...companies.map(({ id, name }) => ({
      key: id,
      text: name,
      note: t('company'),
      go: () => navigate({ to: (estimate ?? open[0]).path, params: { company: id } }),
    })),
  ];
}

const plain = (text: string) => text.normalize('NFKC').toLowerCase();
const matches = (text: string, wanted: string) => plain(text).includes(plain(wanted.trim()));
