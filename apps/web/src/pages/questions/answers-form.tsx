import { Checkbox, NativeSelect, Radio, TextInput } from '@mantine/core';
import type { Issue } from '@sonae/core';
import { dataKinds, industries } from '@sonae/knowledge';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import type { Typed, Unreadable } from './answers.ts';

type AnswersFormProps = {
  readonly typed: Typed;
  readonly unreadable: Unreadable;
  readonly issues: readonly Issue[];
  readonly onChange: (part: Partial<Typed>) => void;
};

/** Finer kinds belong into the register. */
const COARSE_KINDS = dataKinds.filter(({ coarse }) => coarse);

/** The five questions. Every one may be left open: what is unknown is unknown, not no. */
export function AnswersForm({ typed, unreadable, issues, onChange }: AnswersFormProps) {
  const { t } = useTranslation('questions');
  const language = useLanguage();
  const problem = (path: string) => issues.find((issue) => issue.path.startsWith(path))?.message[language];
  return (
    <form
      className="card questions-form"
      aria-label={t('title')}
      onSubmit={(event) => event.preventDefault()}
    >
      <NativeSelect
        label={<Numbered n={1} text={t('industry')} />}
        value={typed.industry}
        error={problem('industry')}
        data={[
          { value: '', label: t('choose') },
          ...industries.map((row) => ({ value: row.id, label: row[language] })),
        ]}
        onChange={(event) => onChange({ industry: event.currentTarget.value })}
      />
      <TextInput
        label={<Numbered n={2} text={t('revenue')} />}
        description={t('revenueHint')}
        inputMode="decimal"
        rightSection={<span className="sub">{t('revenueUnit')}</span>}
        rightSectionWidth={88}
        value={typed.revenue}
        error={unreadable.revenue ? t('unreadable') : problem('revenueYen')}
        onChange={(event) => onChange({ revenue: event.currentTarget.value })}
      />
      <fieldset>
        <legend>
          <Numbered n={3} text={t('held')} />
        </legend>
        <TextInput
          label={t('persons')}
          description={t('personsHint')}
          inputMode="numeric"
          rightSection={<span className="sub">{t('personsUnit')}</span>}
          rightSectionWidth={88}
          value={typed.persons}
          error={unreadable.persons ? t('unreadable') : problem('persons')}
          onChange={(event) => onChange({ persons: event.currentTarget.value })}
        />
        <Checkbox.Group
          label={t('kinds')}
          value={[...typed.dataKinds]}
          onChange={(kinds) => onChange({ dataKinds: kinds })}
        >
          <div className="choices">
            {COARSE_KINDS.map((kind) => (
              <Checkbox key={kind.id} value={kind.id} label={kind[language]} />
            ))}
          </div>
        </Checkbox.Group>
      </fieldset>
      <Choice
        n={4}
        text={t('othersData')}
        value={typed.othersData}
        options={{ yes: t('yes'), no: t('no'), '': t('unknown') }}
        onChange={(othersData) => onChange({ othersData })}
      />
      <Choice
        n={5}
        text={t('policy')}
        hint={t('policyHint')}
        value={typed.policy}
        options={{ held: t('held5'), none: t('none5'), '': t('unknown') }}
        onChange={(policy) => onChange({ policy })}
      />
    </form>
  );
}

function Numbered({ n, text }: { readonly n: number; readonly text: string }) {
  return (
    <>
      <span className="question-number" aria-hidden="true">
        {n}
      </span>
      {text}
    </>
  );
}

type ChoiceProps = {
  readonly n: number;
  readonly text: string;
  readonly hint?: string;
  readonly value: string;
  readonly options: Readonly<Record<string, string>>;
  readonly onChange: (value: string) => void;
};

function Choice({ n, text, hint, value, options, onChange }: ChoiceProps) {
  return (
    <Radio.Group
      label={<Numbered n={n} text={text} />}
      description={hint}
      value={value}
      onChange={(chosen) => onChange(chosen)}
    >
      <div className="choices">
        {Object.entries(options)
          .sort(([a], [b]) => Number(a === '') - Number(b === ''))
          .map(([id, label]) => (
            <Radio key={id} value={id} label={label} />
          ))}
      </div>
    </Radio.Group>
  );
}
