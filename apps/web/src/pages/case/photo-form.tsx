import { type ChangeEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { writePhoto } from '../../api/outbox.ts';
import { Field } from '../../parts/field.tsx';
import { say, sayProblem } from '../../parts/toasts.tsx';

/** As large as the server takes (MOST_PHOTO); told here before anything is sent. */
const MOST_BYTES = 15 * 1024 * 1024;

/** Takes a photo with the phone, or one that is there; without a connection it waits on the device. */
export function PhotoForm({ id }: { readonly id: string }) {
  const { t } = useTranslation('case-room');
  const [note, setNote] = useState('');
  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const input = event.target;
    const file = input.files?.[0];
    if (!file) return;
    if (file.size > MOST_BYTES) sayProblem(t('photo.tooBig'));
    else {
      const sent = await writePhoto(id, file, note.trim() || undefined);
      setNote('');
      if (sent !== 'refused') say(t('photo.kept'));
    }
    input.value = '';
  };
  return (
    <div className="photo-form no-print">
      <Field label={t('photo.note')}>
        <input value={note} onChange={(event) => setNote(event.target.value)} />
      </Field>
      <label className="step-button photo-button">
        {t('photo.take')}
        <input type="file" accept="image/*" capture="environment" onChange={(event) => void take(event)} />
      </label>
      <p className="sub">{t('photo.hint')}</p>
    </div>
  );
}
