import { Switch, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { exactAmounts } from '../../api/choices.ts';
import { useObservable } from '../../parts/observable.ts';
import { Section } from '../../parts/page.tsx';

/** How it looks here: amounts to the yen, dark colours. */
export function Display() {
  const { t } = useTranslation('settings');
  const isExact = useObservable(exactAmounts);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Section title={t('parts.display')} note={t('display.note')}>
      <div className="fields">
        <Switch
          label={t('display.exact')}
          checked={isExact}
          onChange={(event) => exactAmounts.set(event.currentTarget.checked)}
        />
        <Switch
          label={t('display.dark')}
          checked={colorScheme === 'dark'}
          onChange={(event) => setColorScheme(event.currentTarget.checked ? 'dark' : 'light')}
        />
      </div>
    </Section>
  );
}
