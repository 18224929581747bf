// Since when a document says something: the commit in which the words came to be as they are now. Typos that are mended elsewhere, lines that are
// wrapped otherwise and a new name of the file do not count.
import { statementKey } from "@nomous/workbench/staleness";
import type { History } from "../git/history.ts";
import type { ContentStore } from "./content-store.ts";
import type { RenameStore } from "./rename-store.ts";

export type Origin =
  /** Index of the commit. */
  | { readonly status: "commit"; readonly at: number }
  /** It stands in no commit yet. */
  | { readonly status: "now" }
  /** This clone ends before it. */
  | { readonly status: "cut" }
  /** This clone does not have the document as it was. */
  | { readonly status: "missing" };

export interface OriginSearch {
  readonly history: History;
  readonly contents: ContentStore;
  readonly renames: RenameStore;
  readonly signal?: AbortSignal | undefined;
}

interface Walk {
  readonly document: string;
  readonly statement: string;
  path: string;
  /** Where the file is known to have the words. */
  at: number;
  origin: Origin | null;
  /** Where the file appeared, and where it may have come from another. */
  appeared: number | null;
}

export interface StatementQuery {
  readonly document: string;
  readonly statements: readonly string[];
}

/** By document and statement, as they were asked. `head`: index of the commit that is checked out. */
export async function statementOrigins(
  search: OriginSearch,
  head: number,
  queries: readonly StatementQuery[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, Origin>>> {
  const walks: Walk[] = [];
  for (const { document, statements } of queries)
    for (const statement of new Set(statements))
      walks.push({ document, statement, path: document, at: head, origin: null, appeared: null });
  const says = createReader(search);
  await prefetchVersions(search, walks);
  for (const walk of walks) if (!(await says(walk, walk.path, head))) walk.origin ??= { status: "now" };
  for (let open = walks.filter(isOpen); open.length > 0; open = open.filter(isOpen)) {
    for (const walk of open) {
      search.signal?.throwIfAborted();
      await goBack(search, walk, says);
    }
    await followRenames(search, open, says);
  }
  const found = new Map<string, Map<string, Origin>>();
  for (const { document, statement, origin } of walks) {
    const own = found.get(document) ?? new Map<string, Origin>();
    found.set(document, own.set(statement, origin ?? { status: "now" }));
  }
  return found;
}

const isOpen = ({ origin }: Walk): boolean => origin === null;

async function prefetchVersions({ history, contents }: OriginSearch, walks: readonly Walk[]): Promise<void> {
  const paths = [...new Set(walks.map(({ path }) => path))];
  for (let at = 0; at < paths.length; at += TOGETHER) {
    const some = paths.slice(at, at + TOGETHER);
    const ids = some.flatMap((path) => history.touchesOf(path).flatMap((touch) => history.blobAt(path, touch) ?? []));
    await contents.prefetch(ids);
  }
}

const TOGETHER = 20;

type Says = (walk: Walk, path: string, commit: number) => Promise<boolean>;

/** Each version is read and laid out once while its document is walked. */
function createReader({ history, contents }: OriginSearch): Says {
  let document = "";
  let keys = new Map<string, string>();
  return async (walk, path, commit) => {
    const blob = history.blobAt(path, commit);
    if (blob === null) return false;
    if (walk.document !== document) keys = new Map();
    document = walk.document;
    let key = keys.get(blob);
    if (key === undefined) {
      const content = await contents.read(blob);
      if (content.status === "unreadable") {
        walk.origin = { status: "missing" };
        return false;
      }
      key = statementKey(content.text);
      keys.set(blob, key);
    }
    return key.includes(walk.statement);
  };
}

/** Until no parent has the words, or none has the file. */
async function goBack({ history }: OriginSearch, walk: Walk, says: Says): Promise<void> {
  for (;;) {
    const touch = history.touchOf(walk.path, walk.at);
    if (touch === undefined) return void (walk.origin = { status: "now" });
    const parents = history.parentsOf(touch.at);
    let next: number | undefined;
    for (const parent of parents)
      if (await says(walk, walk.path, parent)) {
        next = parent;
        break;
      }
    if (walk.origin !== null) return;
    if (next !== undefined) {
      walk.at = next;
      continue;
    }
    if (history.isCut(touch.at)) walk.origin = { status: "cut" };
    else if (parents.some((parent) => history.blobAt(walk.path, parent) !== null) || parents.length === 0)
      walk.origin = { status: "commit", at: touch.at };
    else walk.appeared = touch.at;
    return;
  }
}

/** Git is asked once for all files that appeared. */
async function followRenames({ history, renames }: OriginSearch, walks: readonly Walk[], says: Says): Promise<void> {
  const appeared = walks.flatMap(({ appeared }) => appeared ?? []);
  await renames.load(appeared);
  for (const walk of walks) {
    if (walk.appeared === null) continue;
    const { appeared } = walk;
    walk.appeared = null;
    const [parent] = history.parentsOf(appeared);
    const before = renames.before(appeared, walk.path);
    if (parent !== undefined && before !== null && (await says(walk, before, parent))) {
      walk.path = before;
      walk.at = parent;
    } else walk.origin ??= { status: "commit", at: appeared };
  }
}
