import { supportAreas } from '@sonae/knowledge';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import { Section } from '../../parts/page.tsx';
import { SmallTable } from '../../parts/small-table.tsx';

/** A card to print and pin up: whom to call, to be filled in by hand until the register holds it. */
export function ContactCard() {
  const { t } = useTranslation('questions');
  const language = useLanguage();
  return (
    <Section title={t('contacts.title')} note={t('contacts.note')} span={5}>
      <SmallTable
        caption={t('contacts.title')}
        head={[t('contacts.area'), t('contacts.firm'), t('contacts.phone')]}
        rows={supportAreas.map((area) => [area[language], '', ''])}
      />
    </Section>
  );
}
