import { merge, type RowConflict, type Side, settle } from './merge.ts';
import { same, type Tree } from './tree.ts';

/** A register as the server keeps it. */
export type Kept = { readonly version: number; readonly tree: Tree };

/** What came of writing: the new version, what somebody else wrote meanwhile, or no answer. */
export type Written =
  | { readonly kind: 'saved'; readonly version: number }
  | { readonly kind: 'conflict'; readonly current: Kept }
  | { readonly kind: 'offline' }
  | { readonly kind: 'refused'; readonly error: unknown };

/** What the editor needs from outside. */
export type EditingPorts = {
  readonly write: (version: number, tree: Tree) => Promise<Written>;
  /** Whether a tree may be written: nothing in it is wrong. */
  readonly isGood: (tree: Tree) => boolean;
  /** Keeps what is not saved yet over a reload; null: everything is saved. */
  readonly keep: (unsaved: Unsaved | null) => void;
  /** Calls back after a pause without changes. */
  readonly later: (work: () => void) => () => void;
};

/** Changes that the server has not acknowledged. */
export type Unsaved = { readonly base: Kept; readonly tree: Tree };

export type Status = 'saved' | 'waiting' | 'saving' | 'invalid' | 'offline' | 'conflict' | 'refused';

/** What a screen shows of the editing. */
export type EditingState = {
  readonly tree: Tree;
  readonly base: Kept;
  readonly status: Status;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Rows that somebody else changed too, to be chosen from. */
  readonly conflicts: readonly RowConflict[];
  /** Cells and rows of others that came in since this was last looked at. */
  readonly received: number;
  readonly error?: unknown;
};

type Step = { readonly before: Tree; readonly after: Tree };

/** Changes that can be undone. */
const MOST_STEPS = 200;

/**
 * The editing of one register: every change is shown at once, written after a short pause, can be undone, and is never lost.
 * What others write meanwhile is brought together with it; where both touched one row, somebody chooses. Nothing is written
 * while something is wrong.
 */
export class Editing {
  readonly #ports: EditingPorts;
  readonly #listeners = new Set<() => void>();
  #state: EditingState;
  #undo: Step[] = [];
  #redo: Step[] = [];
  #cancel: (() => void) | undefined;
  #isWriting = false;
  #theirs: Kept | undefined;

  constructor(base: Kept, ports: EditingPorts, unsaved?: Unsaved) {
    this.#ports = ports;
    const shared = { canUndo: false, canRedo: false, conflicts: [], received: 0 };
    this.#state = { tree: base.tree, base, status: 'saved', ...shared };
    if (unsaved && !same(unsaved.tree, base.tree)) {
      this.#state = { ...this.#state, tree: unsaved.tree, base: unsaved.base, status: 'waiting' };
      if (unsaved.base.version === base.version) this.#schedule();
      else this.receive(base);
    }
  }

  readonly state = (): EditingState => this.#state;

  readonly onChange = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Changes the register. */
  change(tree: Tree): void {
    const before = this.#state.tree;
    if (same(before, tree)) return;
    this.#undo = [...this.#undo.slice(1 - MOST_STEPS), { before, after: tree }];
    this.#redo = [];
    this.#show(tree);
  }

  undo(): void {
    const step = this.#undo.pop();
    if (!step) return;
    this.#redo.push(step);
    this.#show(this.#back(step.after, step.before));
  }

  redo(): void {
    const step = this.#redo.pop();
    if (!step) return;
    this.#undo.push(step);
    this.#show(this.#back(step.before, step.after));
  }

  /** What the server has now, written by us or by somebody else. */
  receive(theirs: Kept): void {
    const { base, tree } = this.#state;
    if (theirs.version <= base.version || this.#isWriting) return;
    this.#bringTogether(theirs, base, tree);
  }

  /** Settles what two people did to the same rows. */
  choose(choices: ReadonlyMap<string, Side>): void {
    const { conflicts, tree, base } = this.#state;
    const theirs = this.#theirs;
    if (!theirs || conflicts.length === 0) return;
    const merged = merge(base.tree, tree, theirs.tree);
    const settled = settle(merged.tree, merged.conflicts, choices, tree);
    this.#theirs = undefined;
    this.#set({ base: theirs, conflicts: [] });
    this.#show(settled);
  }

  /** The notice of what others changed has been seen. */
  seen(): void {
    this.#set({ received: 0 });
  }

  /** Writes now what waits. */
  retry(): void {
    this.#schedule(true);
  }

  /** Writes at once what waits for its pause: the page is left. */
  flush(): void {
    if (this.#state.status === 'waiting') this.#schedule(true);
  }

  /** What others did since stays; where they touched the same, undoing changes nothing. */
  #back(from: Tree, to: Tree): Tree {
    const { tree } = this.#state;
    return same(tree, from) ? to : merge(from, to, tree).tree;
  }

  #bringTogether(theirs: Kept, base: Kept, tree: Tree): void {
    this.#theirs = undefined;
    if (same(tree, base.tree)) {
      const taken = merge(base.tree, base.tree, theirs.tree).taken;
      this.#set({
        tree: theirs.tree,
        base: theirs,
        status: 'saved',
        conflicts: [],
        received: this.#state.received + taken,
      });
      this.#ports.keep(null);
      return;
    }
    const merged = merge(base.tree, tree, theirs.tree);
    if (merged.conflicts.length > 0) {
      this.#theirs = theirs;
      this.#cancel?.();
      this.#set({ conflicts: merged.conflicts, status: 'conflict' });
      return;
    }
    this.#set({ base: theirs, conflicts: [], received: this.#state.received + merged.taken });
    this.#show(merged.tree);
  }

  #show(tree: Tree): void {
    this.#set({ tree });
    this.#keep();
    if (this.#theirs) this.#bringTogether(this.#theirs, this.#state.base, tree);
    else this.#schedule();
  }

  #keep(): void {
    const { tree, base } = this.#state;
    this.#ports.keep(same(tree, base.tree) ? null : { base, tree });
  }

  #schedule(now = false): void {
    this.#cancel?.();
    const { tree, base } = this.#state;
    if (this.#isWriting || this.#theirs) return;
    if (same(tree, base.tree)) {
      this.#set({ status: 'saved' });
      return;
    }
    this.#set({ status: 'waiting' });
    // Checking a large register takes a moment: after the pause, not between two keys.
    const settle = () => {
      if (this.#ports.isGood(this.#state.tree)) void this.#write();
      else this.#set({ status: 'invalid' });
    };
    if (now) settle();
    else this.#cancel = this.#ports.later(settle);
  }

  async #write(): Promise<void> {
    const { tree, base } = this.#state;
    this.#isWriting = true;
    this.#set({ status: 'saving', error: undefined });
    const written = await this.#ports.write(base.version, tree);
    this.#isWriting = false;
    switch (written.kind) {
      case 'saved':
        this.#set({ base: { version: written.version, tree } });
        this.#keep();
        this.#schedule();
        return;
      case 'conflict':
        return this.#bringTogether(written.current, this.#state.base, this.#state.tree);
      case 'offline':
        return this.#set({ status: 'offline' });
      case 'refused':
        return this.#set({ status: 'refused', error: written.error });
    }
  }

  #set(change: Partial<EditingState>): void {
    const [canUndo, canRedo] = [this.#undo.length > 0, this.#redo.length > 0];
    this.#state = { ...this.#state, ...change, canUndo, canRedo };
    for (const listener of this.#listeners) listener();
  }
}
