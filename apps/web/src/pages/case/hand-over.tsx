import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Problem } from '../../parts/problem.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { useAction } from '../../parts/use-action.ts';

/** Writes the case out for somebody outside: one file to hand over, to read and to check. */
export function HandOver({ id, hasPhotos }: { readonly id: string; readonly hasPhotos: boolean }) {
  const { t } = useTranslation('case-room');
  const language = useLanguage();
  const [photos, setPhotos] = useState(true);
  const write = useAction(async () => {
    const file = await api.cases.bundle({ case: id, language, photos });
    saveFile(file, file.name);
  });
  return (
    <div className="hand-over no-print">
      <h3>{t('handOver.title')}</h3>
      <p className="sub">{t('handOver.note')}</p>
      {hasPhotos && (
        <label className="check">
          <input
            type="checkbox"
            checked={photos}
            onChange={(event) => setPhotos(event.currentTarget.checked)}
          />
          {t('handOver.photos')}
        </label>
      )}
      {write.error !== undefined && <Problem error={write.error} />}
      <button type="button" className="step-button" disabled={write.isBusy} onClick={() => write.run()}>
        {write.isBusy ? t('handOver.busy') : t('handOver.button')}
      </button>
    </div>
  );
}
