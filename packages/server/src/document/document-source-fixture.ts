// A workspace of files in memory behind the port for files of documents, with what a test wants to do to it: other programs that write, a
// disk that refuses, git.
import { createHash } from "node:crypto";
import { LIMITS } from "@nomous/protocol";
import { type DocumentSource, FileTrouble, type FileVersion } from "./document-source.ts";

const MARK = "\ufeff";

export interface DocumentSourceFixture extends DocumentSource {
  /** What is on the disk, as text with its line ends and mark. */
  readonly files: Map<string, string>;
  /** Another program writes (`null`: removes) a file, and watchers hear of it. */
  put(path: string, content: string | null): void;
  /** git moves HEAD. */
  checkOut(commit: string | null, files?: Readonly<Record<string, string | null>>): void;
  /** Each call of that name fails until `undefined` is set. */
  trouble: { readonly on: "read" | "write"; readonly code: FileTrouble["code"] } | undefined;
  /** Whether a git command is under way. */
  isGitBusy: boolean;
}

const hashOf = (content: string): string => createHash("sha256").update(content).digest("hex");

export function createDocumentSourceFixture(initial: Readonly<Record<string, string>> = {}): DocumentSourceFixture {
  const files = new Map(Object.entries(initial));
  const versions = new Map<string, string>();
  const watchers = createWatchers();
  let commit: string | null = null;

  const put = (path: string, content: string | null): void => {
    if (content === null) files.delete(path);
    else files.set(path, content);
    watchers.tell(path);
  };
  const fail = (on: "read" | "write", path: string): void => {
    const { trouble } = fixture;
    if (trouble?.on === on) throw new FileTrouble(trouble.code, `${path} could not be ${on}.`);
  };
  const current = (path: string): FileVersion | null => {
    const content = files.get(path);
    return content === undefined ? null : versionOf(path, content);
  };

  const fixture: DocumentSourceFixture = {
    files,
    put,
    trouble: undefined,
    isGitBusy: false,
    checkOut(head, changes = {}) {
      commit = head;
      for (const [path, content] of Object.entries(changes)) put(path, content);
    },
    async read(path) {
      fail("read", path);
      const file = current(path);
      if (file === null) throw new FileTrouble("missing", `${path} does not exist.`);
      if (file.sizeBytes > LIMITS.documentBytes) throw new FileTrouble("too-large", `${path} is too large.`);
      return file;
    },
    async write(path, text, expected) {
      fail("write", path);
      const before = current(path);
      if ((before?.hash ?? null) !== expected) return { status: "changed", file: before };
      const content = contentOf(text, before);
      put(path, content);
      return { status: "written", file: versionOf(path, content), late: null };
    },
    async keep(path, hash) {
      const content = files.get(path);
      if (content !== undefined && hashOf(content) === hash) versions.set(hash, content);
      return versions.has(hash);
    },
    async kept(hash) {
      const content = versions.get(hash);
      return content === undefined ? null : { text: textOf(content) };
    },
    watch: (path, changed) => watchers.add(path, changed),
    head: async () => commit,
    gitIdle: async () => fixture.isGitBusy,
    movedTo: async ({ hash }, isFree) =>
      [...files].find(([path, content]) => isFree(path) && hashOf(content) === hash)?.[0] ?? null,
  };
  return fixture;
}

function createWatchers() {
  const all = new Map<string, Set<() => void>>();
  return {
    tell(path: string): void {
      for (const changed of all.get(path) ?? []) changed();
    },
    add(path: string, changed: () => void): () => void {
      const ofPath = all.get(path) ?? new Set();
      all.set(path, ofPath.add(changed));
      return () => void ofPath.delete(changed);
    },
  };
}

/** With the line ends and the mark of the file before. */
function contentOf(text: string, before: FileVersion | null): string {
  const lines = before?.ending === "crlf" ? text.replaceAll("\n", "\r\n") : text;
  return before?.hasMark === true ? MARK + lines : lines;
}

const textOf = (content: string): string => content.replace(MARK, "").replaceAll("\r\n", "\n");

function versionOf(path: string, content: string): FileVersion {
  const isCrlf = content.includes("\r\n");
  return {
    path,
    text: textOf(content),
    hash: hashOf(content),
    sizeBytes: Buffer.byteLength(content),
    ending: isCrlf ? "crlf" : content.includes("\n") ? "lf" : "none",
    hasMark: content.startsWith(MARK),
  };
}
