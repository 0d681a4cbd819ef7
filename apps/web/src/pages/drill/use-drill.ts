import type { DrillView } from '@sonae/operations/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type api, orpc } from '../../api/client.ts';

export type { DrillView };
export type Drill = Awaited<ReturnType<typeof api.drills.get>>;

const MINUTE_MS = 60_000;
/** The shown clock moves so often. */
const TICK_MS = 500;
/** News is asked for so long after its minute: the server's clock is the one that counts. */
const LATER_MS = 150;
/** The longest a browser waits for in one go. */
const LONGEST_MS = 2_000_000_000;

/** A drill, asked for again when its next news is due, when its time is over, and when others do something. */
export function useDrill(id: string) {
  const client = useQueryClient();
  const query = useQuery(orpc.drills.get.queryOptions({ input: { drill: id } }));
  const { data, dataUpdatedAt } = query;
  useEffect(() => {
    const view = data?.drill;
    if (!view || view.isOver || view.isPaused) return;
    const to = view.next ?? view.minutes;
    const wait = ((to - view.minute) / view.speed) * MINUTE_MS - (Date.now() - dataUpdatedAt) + LATER_MS;
    const timer = setTimeout(
      () => void client.invalidateQueries({ queryKey: orpc.drills.get.key() }),
      Math.min(Math.max(LATER_MS, wait), LONGEST_MS),
    );
    return () => clearTimeout(timer);
  }, [data, dataUpdatedAt, client]);
  return query;
}

/** Where the clock of a drill stands now, as it runs between two readings. */
export function useMinute(view: DrillView, readAt: number): number {
  const [now, setNow] = useState(() => Date.now());
  const isRunning = !view.isOver && !view.isPaused;
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [isRunning]);
  if (!isRunning) return view.minute;
  const passed = (Math.max(0, now - readAt) / MINUTE_MS) * view.speed;
  // News is shown before the clock goes past it.
  return Math.min(view.next ?? view.minutes, view.minutes, view.minute + passed);
}

/** Everything that can be done in a drill, with its words. */
export const useMoves = () =>
  useQuery(orpc.drills.scenarios.queryOptions({ staleTime: Number.POSITIVE_INFINITY })).data?.moves;
export type Moves = NonNullable<ReturnType<typeof useMoves>>;
