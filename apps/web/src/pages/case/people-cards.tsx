import type { CaseRoomJson } from '@sonae/operations/contract';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../api/client.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { timeText } from '../../parts/dates.ts';
import { Section } from '../../parts/page.tsx';
import { Advisers } from './advisers.tsx';
import { HandOver } from './hand-over.tsx';

/** Whom to call, who helps from outside and what they are handed, who was told, what was decided and why, what people said. */
export function PeopleCards({
  id,
  room,
  writes,
}: {
  readonly id: string;
  readonly room: CaseRoomJson;
  readonly writes: boolean;
}) {
  const { t } = useTranslation('case-room');
  const language = useLanguage();
  return (
    <>
      <Section title={t('people.contacts')} span={6}>
        <Contacts id={id} />
      </Section>
      <Section title={t('people.outside')} span={6}>
        <Advisers id={id} advisers={room.advisers} writes={writes} />
        <HandOver id={id} hasPhotos={room.files.length > 0} />
      </Section>
      <Section title={t('people.told')} span={6}>
        <Said none={t('people.toldNone')}>
          {room.told.toReversed().map(({ whom, by, what, toldAt }) => (
            <li key={`${toldAt} ${whom} ${what}`}>
              <span className="sub">{timeText(toldAt, language)}</span>
              <strong>{whom}</strong>
              <span>{what}</span>
              <span className="sub">{t('people.by', { by })}</span>
            </li>
          ))}
        </Said>
      </Section>
      <Section title={t('people.decisions')} span={6}>
        <Said none={t('people.decisionsNone')}>
          {room.decisions.toReversed().map(({ at, madeBy, subject, choice, reason }) => (
            <li key={`${at} ${subject}`}>
              <span className="sub">
                {timeText(at, language)}　{madeBy}
              </span>
              <strong>
                {subject} → {choice}
              </strong>
              <span>{t('people.reason', { reason })}</span>
            </li>
          ))}
        </Said>
      </Section>
      <Section title={t('people.testimonies')} span={6}>
        <Said none={t('people.testimoniesNone')}>
          {room.testimonies.toReversed().map(({ index, who, what, heardAt, heardBy }) => (
            <li key={index}>
              <span className="sub">{timeText(heardAt, language)}</span>
              <strong>{who}</strong>
              <span className="testimony">{what}</span>
              {heardBy !== undefined && <span className="sub">{t('people.heardBy', { by: heardBy })}</span>}
            </li>
          ))}
        </Said>
      </Section>
    </>
  );
}

function Said({ none, children }: { readonly none: string; readonly children: readonly ReactNode[] }) {
  return children.length === 0 ? <p className="sub">{none}</p> : <ol className="said">{children}</ol>;
}

function Contacts({ id }: { readonly id: string }) {
  const { t } = useTranslation('case-room');
  const language = useLanguage();
  const { data } = useQuery(orpc.cases.contacts.queryOptions({ input: { case: id } }));
  if (!data) return null;
  const { contacts, withoutPersonal } = data;
  return (
    <>
      {withoutPersonal && <p className="sub">{t('people.hidden')}</p>}
      {contacts.length === 0 ? (
        <p className="sub">{t('people.contactsNone')}</p>
      ) : (
        <ol className="contacts">
          {contacts.map(({ area, who, person, phone, email, hours, reach }) => (
            <li key={`${area?.ja} ${who} ${phone ?? reach ?? ''}`}>
              <span className="contact-who">
                <strong>{who}</strong>
                {person !== undefined && <span>{person}</span>}
                {area && <span className="sub">{area[language]}</span>}
              </span>
              <span className="contact-reach">
                {phone !== undefined && <a href={`tel:${phone}`}>{phone}</a>}
                {email !== undefined && <a href={`mailto:${email}`}>{email}</a>}
                {reach !== undefined && <span>{reach}</span>}
                {hours !== undefined && <span className="sub">{hours}</span>}
              </span>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
