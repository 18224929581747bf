// Who wrote last, in a few numbers: what tells an edit that was under way from one that was made apart, without a look into the log.

interface RecentUpdate {
  /** Its last item. */
  readonly seq: number;
  readonly writer: number;
  /** Wall clock, milliseconds. */
  readonly at: number;
}

export interface RecentUpdates {
  /** All updates behind this item are told of, either in `runs` … */
  readonly known: number;
  /** … as who wrote, and the last item of what they wrote in one go, … */
  readonly runs: readonly { readonly writer: number; readonly to: number }[];
  /** … or, those behind this item, one by one. Oldest first. */
  readonly behind: number;
  readonly updates: readonly RecentUpdate[];
}

export const NO_UPDATES: RecentUpdates = { known: 0, runs: [], behind: 0, updates: [] };

/** More than people write in the time that an edit is on its way. */
const MAX_UPDATES = 128;
const MAX_RUNS = 64;

export function withUpdate(recent: RecentUpdates, update: RecentUpdate): RecentUpdates {
  const { updates } = recent;
  const [oldest] = updates;
  if (oldest === undefined || updates.length < MAX_UPDATES) return { ...recent, updates: [...updates, update] };
  return { ...withRun(recent, oldest), behind: oldest.seq, updates: [...updates.slice(1), update] };
}

function withRun({ known, runs, ...recent }: RecentUpdates, { writer, seq: to }: RecentUpdate): RecentUpdates {
  const last = runs.at(-1);
  if (last?.writer === writer) return { ...recent, known, runs: [...runs.slice(0, -1), { writer, to }] };
  const all = [...runs, { writer, to }];
  const [oldest] = all;
  return all.length <= MAX_RUNS || oldest === undefined
    ? { ...recent, known, runs: all }
    : { ...recent, known: oldest.to, runs: all.slice(1) };
}

/** As much of it as is worth keeping for the next start: when something was written no longer matters then. */
export function pastUpdates(recent: RecentUpdates, head: number): RecentUpdates {
  let past: RecentUpdates = recent;
  for (const update of recent.updates) past = withRun(past, update);
  return { ...past, behind: head, updates: [] };
}
