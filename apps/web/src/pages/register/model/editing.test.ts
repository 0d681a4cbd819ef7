import { expect, test } from 'vitest';
import { Editing, type EditingPorts, type Kept, type Unsaved, type Written } from './editing.ts';
import { choiceKey } from './merge.ts';
import { type Tree, withValue } from './tree.ts';

const company = (persons: unknown, more: object = {}): Tree => ({
  sonae: 'company/1',
  taxBasis: 'excluded',
  organisation: { name: '甲社' },
  assets: [{ id: 'a', name: 'A', kinds: ['name'], persons, ...more }],
});
const persons = (tree: Tree, value: unknown) => withValue(tree, ['assets', 0, 'persons'], value);
const settled = () => new Promise<void>((resolve) => setTimeout(resolve));

/** A server of one register, and somebody else who writes to it. */
function server(kept: Kept = { version: 1, tree: company(1) }) {
  const state = { kept, unsaved: null as Unsaved | null, isDown: false, writes: 0 };
  let due: (() => void) | undefined;
  const ports: EditingPorts = {
    write: async (version, tree): Promise<Written> => {
      state.writes++;
      if (state.isDown) return { kind: 'offline' };
      if (version !== state.kept.version) return { kind: 'conflict', current: state.kept };
      state.kept = { version: version + 1, tree };
      return { kind: 'saved', version: version + 1 };
    },
    isGood: (tree) => typeof (tree.assets as { persons: unknown }[])[0]?.persons !== 'string',
    keep: (unsaved) => {
      state.unsaved = unsaved;
    },
    later: (work) => {
      due = work;
      return () => {
        due = undefined;
      };
    },
  };
  const pass = async () => {
    due?.();
    await settled();
    await settled();
  };
  return { state, ports, pass, editing: new Editing(kept, ports) };
}

test('G20 a change is shown at once, written after a pause, undone and done again', async () => {
  const { editing, state, pass } = server();
  editing.change(persons(editing.state().tree, 2));
  expect(editing.state().status).toBe('waiting');
  expect(state.unsaved?.tree).toEqual(company(2));
  await pass();
  expect([editing.state().status, state.kept.version, state.unsaved]).toEqual(['saved', 2, null]);
  editing.undo();
  await pass();
  expect([state.kept.tree, state.kept.version]).toEqual([company(1), 3]);
  editing.redo();
  await pass();
  expect(state.kept.tree).toEqual(company(2));
  expect([editing.state().canUndo, editing.state().canRedo]).toEqual([true, false]);
});

test('G21 nothing is written while something is wrong, and nothing is lost', async () => {
  const { editing, state, pass } = server();
  editing.change(persons(editing.state().tree, 'たくさん'));
  await pass();
  expect([editing.state().status, state.writes]).toEqual(['invalid', 0]);
  expect(state.unsaved?.tree).toEqual(company('たくさん'));
  editing.change(persons(editing.state().tree, 3));
  await pass();
  expect(state.kept.tree).toEqual(company(3));
});

test('G22 without a network changes wait, over a reload too, and are written when it is back', async () => {
  const { editing, state, pass, ports } = server();
  state.isDown = true;
  editing.change(persons(editing.state().tree, 4));
  await pass();
  expect(editing.state().status).toBe('offline');
  const again = new Editing(state.kept, ports, state.unsaved ?? undefined);
  expect(again.state().tree).toEqual(company(4));
  state.isDown = false;
  again.retry();
  await settled();
  expect([again.state().status, state.kept.tree]).toEqual(['saved', company(4)]);
});

test('G23 what others write comes in; undoing leaves it alone', async () => {
  const { editing, state, pass } = server();
  editing.change(persons(editing.state().tree, 2));
  await pass();
  state.kept = { version: 3, tree: withValue(state.kept.tree, ['organisation', 'staff'], 9) };
  editing.receive(state.kept);
  expect([editing.state().received, editing.state().status]).toEqual([1, 'saved']);
  editing.undo();
  await pass();
  expect(state.kept.tree).toEqual(withValue(company(1), ['organisation', 'staff'], 9));
});

test('G24 two people write: different rows come together, one row is chosen by cell', async () => {
  const { editing, state, pass } = server();
  state.kept = { version: 2, tree: withValue(company(1), ['organisation', 'staff'], 9) };
  editing.change(persons(editing.state().tree, 2));
  await pass();
  await pass();
  expect(state.kept.tree).toEqual(withValue(company(2), ['organisation', 'staff'], 9));

  state.kept = { version: state.kept.version + 1, tree: persons(state.kept.tree, 77) };
  editing.change(persons(editing.state().tree, 5));
  await pass();
  const { status, conflicts, tree } = editing.state();
  expect([status, conflicts.length]).toEqual(['conflict', 1]);
  expect((tree.assets as { persons: number }[])[0].persons).toBe(5);
  const [row] = conflicts;
  expect([row.cells[0].mine, row.cells[0].theirs]).toEqual([5, 77]);
  editing.choose(new Map([[choiceKey(row, row.cells[0]), 'mine']]));
  await pass();
  expect([editing.state().status, (state.kept.tree.assets as { persons: number }[])[0].persons]).toEqual([
    'saved',
    5,
  ]);
});

test('G25 what comes in while the change of the same row waits is a conflict before anything is written', async () => {
  const { editing, state } = server();
  editing.change(persons(editing.state().tree, 2));
  editing.receive({ version: 2, tree: company(3) });
  expect([editing.state().status, state.writes]).toEqual(['conflict', 0]);
  editing.change(persons(editing.state().tree, 1));
  expect(editing.state().conflicts).toEqual([]);
});
