// The history of the workspace in memory: what is known of it from before, and what git tells of the commits since.
import { createObjectReader, type ObjectReader } from "../git/object-reader.ts";
import { History } from "../git/history.ts";
import { type CommitRecord, readHistory } from "../git/read-history.ts";
import { openRepository } from "../git/repository.ts";
import { ContentStore } from "./content-store.ts";
import { type PackedHistory, unpackHistory } from "./packed-history.ts";
import { RenameStore } from "./rename-store.ts";
import type { Past } from "./world.ts";

export interface OpenedPast extends AsyncDisposable {
  readonly past: Past | null;
  /** Why there is none, as a sentence without its full stop. */
  readonly noPast: string;
  /** All of it, for the next time; null when nothing came since, and when this is not all. */
  readonly records: readonly CommitRecord[] | null;
  /** Files that changed since the commit that was known; null when everything may have. */
  readonly touched: ReadonlySet<string> | null;
}

export interface PastQuery {
  readonly root: string;
  readonly known: { readonly head: string; readonly history: PackedHistory } | null;
  readonly signal?: AbortSignal | undefined;
  /** Called now and then with the number of commits that were read. */
  readonly onCommits: (count: number) => void;
}

const without = (noPast: string): OpenedPast => ({
  past: null,
  noPast,
  records: null,
  touched: null,
  [Symbol.asyncDispose]: () => Promise.resolve(),
});

export async function openPast({ root, known, signal, onCommits }: PastQuery): Promise<OpenedPast> {
  const repository = await openRepository(root);
  if (repository.status === "none") return without("there is no git repository here that could tell what it was");
  if (repository.status === "empty") return without("nothing is committed yet, so that nobody can tell what it was");
  const { head, shallow } = repository;
  // A clone that is cut off may have been deepened.
  const old = known === null || shallow.size > 0 ? [] : [...unpackHistory(known.history)];
  const isSame = old.length > 0 && known?.head === head;
  const since = isSame
    ? []
    : await recordsSince({ root, head, since: old.length > 0 ? known?.head : undefined, signal, onCommits });
  const isFollowing = since !== null && (isSame || (old.length > 0 && buildsOn(since, known?.head ?? "")));
  const records = isFollowing
    ? [...(since ?? []), ...old]
    : await wholeHistory(since, old.length > 0, { root, head, signal, onCommits });
  if (records === null) return without("git does not tell the history of this repository");
  const objects: ObjectReader = createObjectReader(root);
  const history = new History(records, shallow);
  const past = {
    history,
    head: history.indexOf(head) ?? 0,
    contents: new ContentStore(objects),
    renames: new RenameStore(root, history),
  };
  return {
    past,
    noPast: "",
    records: isSame || shallow.size > 0 ? null : records,
    touched: isFollowing ? new Set(since.flatMap(({ changes }) => changes.map(({ path }) => path))) : null,
    [Symbol.asyncDispose]: () => objects[Symbol.asyncDispose](),
  };
}

interface RecordsQuery {
  readonly root: string;
  readonly head: string;
  readonly since?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onCommits: (count: number) => void;
}

const TELL_EVERY = 500;

/** Null when git does not answer. */
async function recordsSince({ root, head, since, signal, onCommits }: RecordsQuery): Promise<CommitRecord[] | null> {
  const records: CommitRecord[] = [];
  const take = (record: CommitRecord): void => {
    records.push(record);
    if (records.length % TELL_EVERY === 0) onCommits(records.length);
  };
  return (await readHistory({ directory: root, head, since, signal, take })) ? records : null;
}

/** What was known is no foundation of what is checked out: all is read again. */
const wholeHistory = (
  since: readonly CommitRecord[] | null,
  wasKnown: boolean,
  query: RecordsQuery,
): Promise<readonly CommitRecord[] | null> => (wasKnown ? recordsSince(query) : Promise.resolve(since));

/** Every commit of the old history is a foundation of the new one when its newest is. */
function buildsOn(since: readonly CommitRecord[], head: string): boolean {
  return since.some(({ parents }) => parents.includes(head));
}
