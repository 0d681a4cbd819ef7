import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.ts';
import { useProblemText } from '../../parts/problem.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { sayProblem } from '../../parts/toasts.tsx';

const MEGABYTE = 1024 * 1024;

/** 2.4 MB, 340 KB. */
export const sizeText = (bytes: number): string =>
  bytes >= MEGABYTE ? `${(bytes / MEGABYTE).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`;

/** A photo that was kept: its digest, and itself on demand. */
export function KeptPhoto({
  id,
  sha256,
  name,
}: {
  readonly id: string;
  readonly sha256: string;
  readonly name: string;
}) {
  const { t } = useTranslation('case-room');
  const problemText = useProblemText();
  const [address, setAddress] = useState<string>();
  const [cannot, setCannot] = useState(false);
  useEffect(() => () => (address === undefined ? undefined : URL.revokeObjectURL(address)), [address]);
  const read = async (use: (file: File) => void) => {
    try {
      use(await api.cases.file({ case: id, sha256 }));
    } catch (error) {
      sayProblem(problemText(error));
    }
  };
  return (
    <span className="kept-photo">
      <code className="digest">SHA-256 {sha256}</code>
      <span className="actions no-print">
        <button
          type="button"
          className="link"
          aria-expanded={address !== undefined}
          onClick={() =>
            address === undefined
              ? void read((file) => setAddress(URL.createObjectURL(file)))
              : setAddress(undefined)
          }
        >
          {address === undefined ? t('photo.show') : t('photo.hide')}
        </button>
        <button type="button" className="link" onClick={() => void read((file) => saveFile(file, name))}>
          {t('photo.save')}
        </button>
      </span>
      {address !== undefined &&
        (cannot ? (
          <span className="sub">{t('photo.cannot')}</span>
        ) : (
          <img src={address} alt={t('photo.alt', { name })} onError={() => setCannot(true)} />
        ))}
    </span>
  );
}
