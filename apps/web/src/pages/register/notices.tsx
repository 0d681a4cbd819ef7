import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../parts/problem.tsx';
import type { EditingState } from './model/editing.ts';

type NoticesProps = {
  readonly state: EditingState;
  readonly errors: number;
  readonly mayWrite: boolean;
  readonly withoutPersonal: boolean;
  readonly onRetry: () => void;
  readonly onSeen: () => void;
  readonly onConflicts: () => void;
};

/** Where the register stands: saved, waiting, wrong; and what others did. */
export function Notices(props: NoticesProps) {
  const { state, errors, mayWrite, withoutPersonal } = props;
  const { t } = useTranslation(['register', 'parts']);
  const problem = useProblemText();
  const { status, base, received, conflicts, error } = state;
  return (
    <div className="notices">
      <p className="saving" data-status={mayWrite ? status : 'reading'}>
        <span role="status">
          {mayWrite
            ? t(`status.${status}`, { version: base.version, count: errors })
            : t('status.reading', { version: base.version })}
        </span>
        {(status === 'refused' || status === 'offline') && (
          <>
            {status === 'refused' && <span> {problem(error)}</span>}{' '}
            <button type="button" className="link" onClick={props.onRetry}>
              {t('retry', { ns: 'parts' })}
            </button>
          </>
        )}
        {conflicts.length > 0 && (
          <button type="button" className="link" onClick={props.onConflicts}>
            {t('conflict.open', { count: conflicts.length })}
          </button>
        )}
      </p>
      {received > 0 && (
        <p className="received" role="status">
          {t('received', { count: received })}{' '}
          <button type="button" className="link" onClick={props.onSeen}>
            {t('close', { ns: 'parts' })}
          </button>
        </p>
      )}
      {withoutPersonal && <p className="sub">{t('withoutPersonal')}</p>}
    </div>
  );
}
