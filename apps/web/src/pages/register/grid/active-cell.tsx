import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { type GridCell, worstOf } from './cell.ts';
import { useEntry } from './entry.ts';
import type { GridAction, Mode, Press } from './keys.ts';
import { SeveralField } from './several-field.tsx';

export type ActiveCellProps = {
  readonly cell: GridCell;
  /** Row and column, for those who do not see them. */
  readonly label: string;
  readonly mode: Mode;
  readonly readOnly: boolean;
  readonly onMode: (mode: Mode) => void;
  /** What was typed. */
  readonly onEnter: (typed: string) => void;
  /** What was chosen. */
  readonly onSet: (value: unknown) => void;
  /** True where the text was taken as cells. */
  readonly onPaste: (text: string) => boolean;
  /** What is left to do here: false where the key belongs to the field, true where nothing is. */
  readonly onKey: (press: Press, commit: () => void) => boolean | GridAction['kind'];
};

/**
 * The chosen cell: a field that has the keyboard, so that typing (and the conversion of Japanese) begins at once and replaces
 * what is there.
 */
export function ActiveCell(props: ActiveCellProps) {
  return props.cell.column?.editor === 'choice' ? <ChoiceCell {...props} /> : <TextCell {...props} />;
}

function TextCell({ cell, label, mode, readOnly, onMode, onEnter, onSet, onPaste, onKey }: ActiveCellProps) {
  const { typed: kept } = useEntry(cell);
  const [text, setText] = useState(kept);
  const [isOpen, setOpen] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const entered = useRef(kept);
  // Undone, or changed by somebody else, while the cell is chosen.
  useEffect(() => {
    entered.current = kept;
    setText(kept);
  }, [kept]);

  const enter = (typed: string) => {
    if (readOnly || typed === entered.current) return;
    entered.current = typed;
    onEnter(typed);
  };
  const commit = () => enter(field.current?.value ?? text);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    // Keys typed here are no shortcuts of the page.
    event.stopPropagation();
    const todo = onKey(pressOf(event), commit);
    if (todo === false) return;
    event.preventDefault();
    if (todo === 'cancel') {
      setText(kept);
      onMode('ready');
      requestAnimationFrame(() => field.current?.select());
    } else if (todo === 'edit') {
      onMode('edit');
      const end = field.current?.value.length ?? 0;
      field.current?.setSelectionRange(end, end);
    } else if (todo === 'clear' && !readOnly) {
      setText('');
      enter('');
    } else if (todo === 'open' && !readOnly) setOpen(true);
  };
  return (
    <span className="cell-field">
      <input
        ref={field}
        aria-label={label}
        aria-invalid={worstOf(cell.issues) === 'error' || undefined}
        value={text}
        readOnly={readOnly}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setText(event.target.value);
          onMode('edit');
        }}
        onFocus={(event) => event.target.select()}
        onDoubleClick={() => onMode('edit')}
        onKeyDown={onKeyDown}
        onPaste={(event) => {
          if (readOnly || mode === 'edit') return;
          if (onPaste(event.clipboardData.getData('text/plain'))) event.preventDefault();
        }}
        onBlur={commit}
      />
      {cell.column?.editor === 'several' && !readOnly && (
        <SeveralField
          cell={cell}
          label={label}
          isOpen={isOpen}
          onOpen={(open) => {
            setOpen(open);
            if (!open) field.current?.focus();
          }}
          onSet={onSet}
        />
      )}
    </span>
  );
}

function ChoiceCell({ cell, label, readOnly, onSet, onKey }: ActiveCellProps) {
  const { options, chosen } = useEntry(cell);
  const field = useRef<HTMLSelectElement>(null);
  const open = () => {
    try {
      field.current?.showPicker();
    } catch {
      // Some browsers open a list for a click only.
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLSelectElement>) => {
    event.stopPropagation();
    const todo = onKey(pressOf(event), () => {});
    if (todo === false) return; // letters find a choice, the space bar opens the list
    event.preventDefault();
    if (readOnly) return;
    if (todo === 'edit' || todo === 'open') open();
    if (todo === 'clear') onSet(undefined);
  };
  return (
    <span className="cell-field">
      <select
        ref={field}
        aria-label={label}
        aria-invalid={worstOf(cell.issues) === 'error' || undefined}
        aria-readonly={readOnly}
        value={chosen}
        onChange={({ target: { value } }) => {
          if (readOnly) return;
          const isTruth = cell.column?.leaf.kind === 'boolean';
          onSet(value === '' ? undefined : isTruth ? value === 'true' : value);
        }}
        onKeyDown={onKeyDown}
      >
        {options.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </span>
  );
}

function pressOf(event: KeyboardEvent): Press {
  const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
  return { key, shiftKey, ctrlKey, metaKey, altKey, isComposing: event.nativeEvent.isComposing };
}
