import type { Lever } from '@sonae/assessment';
import { nearestStep } from '@sonae/assessment/steps';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import { usePunctuation } from '../../i18n/use-punctuation.ts';
import { useLeverText } from './texts.ts';
import type { Estimate } from './use-estimate.ts';
import { leverValue } from './views/levers-view.ts';

type Props = {
  readonly lever: Lever;
  readonly estimate: Estimate;
  readonly isReady: boolean;
  /** A word on the value, where the register knows more: 「保存 36か月相当」. */
  readonly hint?: (value: number) => string | undefined;
};

/** One thing that could be changed: its name, a slider or a switch, and its value. */
export function LeverRow(props: Props) {
  return props.lever.unit === 'switch' ? <SwitchRow {...props} /> : <SliderRow {...props} />;
}

function SliderRow({ lever, estimate, isReady, hint }: Props) {
  const { t } = useTranslation('estimate');
  const language = useLanguage();
  const { list } = usePunctuation();
  const text = useLeverText();
  const id = useId();
  const settled = nearestStep(lever.steps, leverValue(estimate.changes, lever) ?? null);
  const [held, setHeld] = useState<number>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isPressed = useRef(false);
  useEffect(() => () => clearTimeout(timer.current), []);
  const place = held ?? settled;
  const value = lever.steps[place];
  const rest = (at: number) => {
    clearTimeout(timer.current);
    setHeld(undefined);
    if (at !== settled || estimate.phase.kind === 'moving') estimate.rest(lever, lever.steps[at]);
  };
  const moved = (at: number) => {
    setHeld(at);
    estimate.move(lever, lever.steps[at]);
    clearTimeout(timer.current);
    // By key there is no letting go: a pause is one. Whoever holds the slider may pause.
    if (!isPressed.current) timer.current = setTimeout(() => rest(at), estimate.restMs);
  };
  const isChanged = value !== lever.value;
  const more = typeof value === 'number' ? hint?.(value) : undefined;
  return (
    <div className="lever" data-lever={lever.path}>
      <label htmlFor={id} className="lever-name" data-own-words>
        {lever.name[language]}
        {lever.of && <small>{lever.of}</small>}
      </label>
      <input
        id={id}
        type="range"
        min={0}
        max={lever.steps.length - 1}
        step={1}
        value={place}
        disabled={!isReady}
        aria-valuetext={list([text(lever, value), more])}
        onPointerEnter={() => isReady && estimate.take(lever)}
        onPointerDown={() => {
          isPressed.current = true;
          estimate.take(lever);
        }}
        onFocus={() => estimate.take(lever)}
        onChange={(event) => moved(Number(event.currentTarget.value))}
        onPointerUp={(event) => {
          isPressed.current = false;
          rest(Number(event.currentTarget.value));
        }}
        onPointerCancel={() => {
          isPressed.current = false;
          rest(place);
        }}
        onBlur={() => held !== undefined && rest(held)}
      />
      <output htmlFor={id} className="lever-value">
        {text(lever, value)}
        {more && <small>{more}</small>}
        {isChanged && <small>{t('levers.was', { value: text(lever, lever.value) })}</small>}
      </output>
    </div>
  );
}

function SwitchRow({ lever, estimate, isReady }: Props) {
  const { t } = useTranslation('estimate');
  const language = useLanguage();
  const text = useLeverText();
  const value = leverValue(estimate.changes, lever);
  return (
    <fieldset className="lever" data-lever={lever.path} disabled={!isReady}>
      <legend className="lever-name" data-own-words>
        {lever.name[language]}
      </legend>
      <div className="lever-choice">
        {[0, 1].map((choice) => (
          <label key={choice}>
            <input
              type="radio"
              name={lever.path}
              checked={value === choice}
              onChange={() => estimate.rest(lever, choice)}
            />
            {text(lever, choice)}
          </label>
        ))}
      </div>
      <span className="lever-value">
        {value !== lever.value || value === undefined ? (
          <small>{t('levers.was', { value: text(lever, lever.value) })}</small>
        ) : null}
      </span>
    </fieldset>
  );
}
