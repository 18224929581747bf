// What every commit did to which file, in one pass over the whole history. Renames are not looked for here: that costs much, and is asked only of the
// few commits in which something that matters appeared or went.
import { streamGit } from "./stream-git.ts";

/** The newest first; no commit comes before one that builds on it. */
export interface CommitRecord {
  readonly commit: string;
  /** Empty for the first one, and where a shallow clone ends. */
  readonly parents: readonly string[];
  /** Who wrote it, when, and its first line, as git prints them, each behind a `\u0002`. */
  readonly words: string;
  /** Against the first parent; of a commit without one, all that it has. */
  readonly changes: readonly FileChange[];
}

export interface FileChange {
  /** With `/`, relative to the directory. */
  readonly path: string;
  /** Of its content; null when it was removed. */
  readonly blob: string | null;
  /** It is another repository (160000), a link (120000), or a file. */
  readonly mode: "file" | "link" | "repository";
}

export interface HistoryQuery {
  /** Only what is below it is told. */
  readonly directory: string;
  readonly head: string;
  /** A commit that `head` builds on: what it builds on is left out. */
  readonly since?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called for each commit. */
  readonly take: (record: CommitRecord) => void;
}

/** False when git does not answer. Rejects with the signal's reason. */
export function readHistory({ directory, head, since, signal, take }: HistoryQuery): Promise<boolean> {
  const parser = createParser(take);
  const ranges = since === undefined ? [head] : [head, `^${since}`];
  const args = [...LOG, ...ranges, "--"];
  return streamGit(args, { cwd: directory, signal, onChunk: (chunk) => parser.take(chunk) }).then((isDone) => {
    if (isDone) parser.end();
    return isDone;
  });
}

const LOG = [
  "-c",
  "log.showRoot=true",
  "log",
  "--topo-order",
  "--raw",
  "-z",
  "--no-abbrev",
  "--no-renames",
  "--relative",
  "--no-show-signature",
  "--diff-merges=first-parent",
  "--no-notes",
  "--no-color",
  "--encoding=UTF-8",
  "--format=%x01%H %P%x02%an%x02%aI%x02%s",
];

const NUL = 0;

/** Fields end in NUL: a commit, or the modes, the blobs and the letter of a change, and its path behind them. */
function createParser(take: (record: CommitRecord) => void) {
  let rest: Buffer = Buffer.alloc(0);
  let current: { commit: string; parents: string[]; words: string; changes: FileChange[] } | undefined;
  let change: Omit<FileChange, "path"> | undefined;
  const field = (text: string): void => {
    if (change !== undefined) {
      current?.changes.push({ path: text, ...change });
      change = undefined;
      return;
    }
    const start = text.indexOf("\u0001");
    if (start >= 0) {
      if (current !== undefined) take(current);
      const [ids = "", ...words] = text.slice(start + 1).split("\u0002");
      const [commit = "", ...parents] = ids.trim().split(" ");
      current = { commit, parents: parents.filter((id) => id !== ""), words: words.join("\u0002"), changes: [] };
    } else if (text.includes(":")) change = changeOf(text.slice(text.indexOf(":") + 1));
  };
  return {
    take(chunk: Buffer): void {
      const all = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      let from = 0;
      for (let end = all.indexOf(NUL); end >= 0; end = all.indexOf(NUL, from)) {
        field(all.toString("utf8", from, end));
        from = end + 1;
      }
      rest = all.subarray(from);
    },
    end(): void {
      if (rest.length > 0) field(rest.toString("utf8"));
      if (current !== undefined) take(current);
    },
  };
}

/** `100644 100644 <blob before> <blob> M` */
function changeOf(text: string): Omit<FileChange, "path"> {
  const [, mode = "", , blob = ""] = text.split(" ");
  const isGone = mode === "000000";
  const kind = mode === "120000" ? "link" : mode === "160000" ? "repository" : "file";
  return { blob: isGone ? null : blob, mode: kind };
}
