import { isDefinedError } from '@sonae/operations/client';
import type { Company } from '@sonae/register';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createStore, del, get, set } from 'idb-keyval';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { api, orpc } from '../../api/client.ts';
import { isOnline, onConnection } from '../../api/connection.ts';
import { isGood } from './model/check.ts';
import { Editing, type Unsaved, type Written } from './model/editing.ts';
import type { Tree } from './model/tree.ts';

/** Without a change for so long, what was changed is written. */
const PAUSE_MS = 700;

/** Changes no server has acknowledged, by company: they outlive a closed tab. */
const unsavedStore = createStore('sonae-unsaved', 'registers');

/** The editing of a company's register; undefined until it has been read. */
export function useEditing(company: string) {
  const queries = useQueryClient();
  const query = useQuery(orpc.companies.get.queryOptions({ input: { company } }));
  const [editing, setEditing] = useState<{ readonly of: string; readonly editing: Editing }>();
  const current = editing?.of === company ? editing.editing : undefined;
  // What this device kept from last time is edited only where nothing newer can be had.
  const isComing = query.isFetching && query.failureCount === 0;
  const data = isComing && !current ? undefined : query.data;

  useEffect(() => {
    if (!data || current) return;
    let isGone = false;
    const queryKey = orpc.companies.get.queryOptions({ input: { company } }).queryKey;
    const write = async (version: number, tree: Tree): Promise<Written> => {
      const written = await writeRegister(company, version, tree);
      if (written.kind === 'saved')
        queries.setQueryData(queryKey, (before) =>
          before ? { ...before, version: written.version, document: tree as Company } : before,
        );
      return written;
    };
    void get<Unsaved>(company, unsavedStore)
      .catch(() => undefined)
      .then((unsaved) => {
        if (isGone) return;
        const base = { version: data.version, tree: data.document as Tree };
        setEditing({ of: company, editing: new Editing(base, { write, isGood, keep, later }, unsaved) });
      });
    const keep = (unsaved: Unsaved | null) => {
      const work = unsaved ? set(company, unsaved, unsavedStore) : del(company, unsavedStore);
      work.catch(() => {}); // no storage here: it lives as long as the page
    };
    return () => {
      isGone = true;
    };
  }, [company, current, data, queries]);

  useEffect(() => {
    if (current && data) current.receive({ version: data.version, tree: data.document as Tree });
  }, [current, data]);
  useEffect(() => {
    if (!current) return;
    return onConnection(() => {
      if (isOnline() && current.state().status === 'offline') current.retry();
    });
  }, [current]);
  useEffect(() => () => current?.flush(), [current]);

  return { editing: current, query, withoutPersonal: data?.withoutPersonal ?? false };
}

/** What a screen shows of an editing, drawn again with every change. */
export const useEditingState = (editing: Editing) => useSyncExternalStore(editing.onChange, editing.state);

async function writeRegister(company: string, version: number, tree: Tree): Promise<Written> {
  try {
    const written = await api.companies.put({ company, version, document: tree as Record<string, unknown> });
    return { kind: 'saved', version: written.version };
  } catch (error) {
    if (isDefinedError(error)) {
      const { code, data } = error as {
        code: string;
        data?: { current?: { version: number; document: Tree } };
      };
      if (code === 'CONFLICT' && data?.current)
        return { kind: 'conflict', current: { version: data.current.version, tree: data.current.document } };
      return { kind: 'refused', error };
    }
    return isOnline() ? { kind: 'refused', error } : { kind: 'offline' };
  }
}

function later(work: () => void): () => void {
  const timer = setTimeout(work, PAUSE_MS);
  return () => clearTimeout(timer);
}
