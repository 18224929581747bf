// The documents of a workspace, each in one line. A list is asked for again and again, so what was found out about a document stands until
// the document, its approvals, the settings, or one of the files that its rules looked at is another.
import { checkEach, type UncheckedDocument, type Workbench } from "../check/check-workspace.ts";
import { createDisk, type Disk } from "../check/disk-surroundings.ts";
import { listMarkdown } from "../document/list-documents.ts";
import { commitDays, type CommitDays } from "../git/commit-days.ts";
import { headCommit } from "../git/git-folder.ts";
import { reviewPathOf } from "../review/review-file.ts";
import { CONFIG_FILE } from "../workspace/find-root.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import { type DocumentOverview, overviewOf } from "./document-overview.ts";
import { createStamps, type ListBasis, type Stamps, stateOf } from "./list-basis.ts";

interface ListedOverview extends DocumentOverview {
  /** Null: in no commit yet, or no repository. */
  readonly committed: CommitDays | null;
}

export interface OverviewList {
  /** By path. */
  readonly documents: readonly ListedOverview[];
  readonly unchecked: readonly UncheckedDocument[];
  readonly basis: ListBasis;
}

interface Known {
  readonly stamp: string;
  /** Paths that its rules looked at, with what they were. */
  readonly seen: ReadonlyMap<string, string>;
  readonly overview: DocumentOverview;
  readonly problems: readonly UncheckedDocument[];
}

/** What was found out, as data. */
export interface OverviewMemory {
  /** That it was found out under. */
  readonly settings: string;
  readonly known: Map<string, Known>;
}

export class Overviews {
  readonly #workspace: Workspace;
  #memory: OverviewMemory;
  #days: { readonly head: string | null; readonly byPath: ReadonlyMap<string, CommitDays> } | undefined;

  constructor(workspace: Workspace, memory: OverviewMemory = { settings: "", known: new Map() }) {
    this.#workspace = workspace;
    this.#memory = memory;
  }

  get memory(): OverviewMemory {
    return this.#memory;
  }

  /** What was found out before the signal fired is remembered. */
  async list(workbench: Workbench, signal: AbortSignal): Promise<OverviewList> {
    const { root } = this.#workspace;
    const stamps = createStamps(root);
    const { paths } = await listMarkdown(this.#workspace, workbench.config);
    const looked = pathsBehind(paths, workbench);
    const basis = { paths: looked, state: await stateOf(root, looked, stamps) };
    const known = this.#knownOf(workbench, paths);
    const [unchecked, days] = await Promise.all([learn(known, workbench, paths, stamps, signal), this.#commitDays()]);
    const found = paths.flatMap((path) => known.get(path) ?? []);
    const documents = found.map(({ overview }) => ({ ...overview, committed: days.get(overview.path) ?? null }));
    return { documents, unchecked: [...unchecked, ...found.flatMap(({ problems }) => problems)], basis };
  }

  /** What is known of these documents under these settings. */
  #knownOf({ config, types, today }: Workbench, paths: readonly string[]): Map<string, Known> {
    const settings = JSON.stringify([config, types, today]);
    const before = this.#memory.settings === settings ? this.#memory.known : new Map<string, Known>();
    const listed = new Set(paths);
    const known = new Map([...before].filter(([path]) => listed.has(path)));
    this.#memory = { settings, known };
    return known;
  }

  async #commitDays(): Promise<ReadonlyMap<string, CommitDays>> {
    const { root } = this.#workspace;
    const head = await headCommit(root);
    if (this.#days === undefined || this.#days.head !== head)
      this.#days = { head, byPath: head === null ? new Map() : await commitDays(root) };
    return this.#days.byPath;
  }
}

/** Everything whose change may make the list say something else. */
function pathsBehind(documents: readonly string[], { config }: Workbench): string[] {
  const folders = new Set([""]);
  for (const path of documents)
    for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) folders.add(path.slice(0, at));
  return [CONFIG_FILE, ...config.types, ...folders, ...documents, ...documents.map(reviewPathOf)];
}

/** Finds out what is not known any more, and returns what could not be. */
async function learn(
  known: Map<string, Known>,
  workbench: Workbench,
  paths: readonly string[],
  stamps: Stamps,
  signal: AbortSignal,
): Promise<UncheckedDocument[]> {
  const unchecked: UncheckedDocument[] = [];
  const stampOf = (path: string): string => `${stamps(path)} ${stamps(reviewPathOf(path))}`;
  const stale = paths.filter((path) => !stands(known.get(path), stampOf(path), stamps));
  for (const path of stale) known.delete(path);
  const disk = createDisk(workbench.workspace);
  const seenBy = new Map(stale.map((path) => [path, new Map<string, string>()]));
  const diskOf = (path: string): Disk => noting(disk, (one) => seenBy.get(path)?.set(one, stamps(one)));
  for await (const outcome of checkEach(workbench, stale, diskOf)) {
    signal.throwIfAborted();
    if ("message" in outcome) {
      unchecked.push(outcome);
      continue;
    }
    const overview = overviewOf(outcome.checked);
    const { path } = overview;
    const seen = seenBy.get(path) ?? new Map<string, string>();
    known.set(path, { stamp: stampOf(path), seen, overview, problems: outcome.problems });
  }
  return unchecked;
}

const stands = (known: Known | undefined, stamp: string, stamps: Stamps): boolean =>
  known !== undefined && known.stamp === stamp && [...known.seen].every(([path, then]) => stamps(path) === then);

/** The same disk, which says what it was asked for. */
const noting = ({ kindOf, textOf, filesIn }: Disk, note: (path: string) => void): Disk => ({
  kindOf(path) {
    note(path);
    return kindOf(path);
  },
  textOf(path) {
    note(path);
    return textOf(path);
  },
  filesIn(path) {
    note(path);
    return filesIn(path);
  },
});
