// The listing of a folder and the index over it, kept true to the disk: each question may look again first, and a passage is read
// from its file at the moment it is shown.
import { readdirSync } from "node:fs";
import { findFiles, type FoundFiles } from "../workspace/find-files.ts";
import type { FileKind } from "../workspace/file-kind.ts";
import { type FileListing, listFiles, NOTHING_LISTED, type WorkspaceFile } from "../workspace/list-files.ts";
import { nextTurn } from "../workspace/next-turn.ts";
import { toWorkspaceError } from "../workspace/workspace-error.ts";
import { cutPassages } from "./cut-passages.ts";
import { PassageIndex, type RankedPlace } from "./passage-index.ts";
import { readPassageLines } from "./passage-text.ts";
import { flatten, parseQuestion, type Question } from "./question.ts";
import { selectPlaces } from "./select-places.ts";
import { withoutMachineWords } from "./without-machine-words.ts";

/** A passage found in the workspace. */
export interface Passage {
  readonly path: string;
  /** First and last line, from 1. */
  readonly line: number;
  readonly endLine: number;
  /** The lines as they are in the file, but keys covered and endless lines cut. */
  readonly text: string;
  /** Higher is better; comparable within one search. */
  readonly score: number;
}

export interface IndexStatus {
  readonly files: Readonly<Record<FileKind, number>>;
  readonly leftOut: FileListing["leftOut"];
  readonly index: {
    readonly state: "indexing" | "ready" | "failed";
    /** Files. */
    readonly done: number;
    readonly total: number;
    /** Files that can be found and shown, but whose text is not searched because the index is full. */
    readonly unsearched: number;
    readonly why?: string;
  };
}

/** Indexed text beyond this is not searched; the index needs about six times as much memory. */
const MAX_CHARACTERS = 64 * 1024 * 1024;
const FILES_PER_TURN = 4;
/** Phrases are looked for in this many of the best places. */
const MAX_PHRASE_PLACES = 400;
/** When files change while they are quoted, how often to look again. */
const MAX_ATTEMPTS = 3;

/** Written by programs for programs: found by path, not searched. */
const GENERATED =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lock|Cargo\.lock|(?:poetry|uv|composer|Gemfile|Pipfile|flake)\.lock|go\.sum)$|\.(?:min\.(?:js|css|mjs)|map|svg)$/i;

const KIND_ORDER: Readonly<Record<FileKind, number>> = { markdown: 0, source: 1, other: 2 };

export class LiveIndex {
  readonly #root: string;
  readonly #report: (status: IndexStatus) => void;
  readonly #passages = new PassageIndex();
  /** The files in the index, as they were when they were indexed. */
  readonly #indexed = new Map<string, { readonly file: WorkspaceFile; readonly characters: number }>();
  #characters = 0;
  /** Paths of files that came when the index was full. */
  readonly #unsearched = new Set<string>();
  #kinds = countKinds([]);
  #listing: FileListing | undefined;
  #refreshing: { readonly listed: Promise<FileListing>; readonly indexed: Promise<void> } | undefined;

  constructor(root: string, report: (status: IndexStatus) => void) {
    this.#root = root;
    this.#report = report;
  }

  /** Looks at the disk again, or joins whoever is looking. Rejects with a `WorkspaceError` when the folder has gone. */
  refresh(): Promise<void> {
    return this.#look().indexed;
  }

  async find(text: string, limit: number, mayBeStale: boolean): Promise<FoundFiles> {
    const listing = (mayBeStale ? this.#listing : undefined) ?? (await this.#look().listed);
    return findFiles([...listing.files.values(), ...listing.images], text, limit);
  }

  /** The best passages for a question, best first. */
  async search(query: string, limit: number, mayBeStale: boolean): Promise<Passage[]> {
    if (!mayBeStale || this.#refreshing !== undefined || this.#listing === undefined) await this.refresh();
    const question = parseQuestion(query);
    for (let attempt = 1; ; attempt += 1) {
      const { passages, isStale } = this.#answer(question, limit);
      if (!isStale || attempt === MAX_ATTEMPTS) return passages;
      await this.refresh();
    }
  }

  #look(): { readonly listed: Promise<FileListing>; readonly indexed: Promise<void> } {
    if (this.#refreshing !== undefined) return this.#refreshing;
    const listed = this.#list();
    const indexed = listed.then((listing) => this.#index(listing)).finally(() => (this.#refreshing = undefined));
    indexed.catch((error: unknown) => this.#say("failed", 0, 0, toWorkspaceError(error, this.#root).message));
    this.#refreshing = { listed, indexed };
    return this.#refreshing;
  }

  async #list(): Promise<FileListing> {
    try {
      readdirSync(this.#root);
    } catch (error) {
      throw toWorkspaceError(error, `The folder ${this.#root}`);
    }
    this.#listing = await listFiles(this.#root, this.#listing?.files);
    this.#kinds = countKinds(this.#listing.files.values());
    return this.#listing;
  }

  /** Takes out what has gone or changed and puts in what is new or changed. */
  async #index({ files }: FileListing): Promise<void> {
    for (const [path, { file }] of this.#indexed) if (files.get(path) !== file) this.#remove(path);
    const missing = [...files.values()].filter(({ path }) => !this.#indexed.has(path));
    missing.sort((a, b) => KIND_ORDER[a.kind] - KIND_ORDER[b.kind]);
    const total = files.size;
    let done = total - missing.length;
    for (const [count, file] of missing.entries()) {
      if (count % FILES_PER_TURN === 0) {
        this.#say("indexing", done, total);
        await nextTurn();
      }
      this.#add(file);
      done += 1;
    }
    this.#say("ready", total, total);
  }

  #say(state: IndexStatus["index"]["state"], done: number, total: number, why?: string): void {
    const leftOut = this.#listing?.leftOut ?? NOTHING_LISTED.leftOut;
    const index = { state, done, total, unsearched: this.#unsearched.size, ...(why !== undefined && { why }) };
    this.#report({ files: this.#kinds, leftOut, index });
  }

  #add(file: WorkspaceFile): void {
    const isFull = this.#characters > MAX_CHARACTERS;
    if (isFull) this.#unsearched.add(file.path);
    const lines = isFull || GENERATED.test(file.path) ? [] : readPassageLines(this.#root, file);
    // It changed since it was listed: the next look finds it again.
    if (lines === null) return;
    const characters = lines.reduce((sum, line) => sum + line.length, 0);
    this.#passages.add(file.path, withoutMachineWords(lines), cutPassages(file.kind, lines));
    this.#indexed.set(file.path, { file, characters });
    this.#characters += characters;
  }

  #remove(path: string): void {
    this.#passages.remove(path);
    this.#characters -= this.#indexed.get(path)?.characters ?? 0;
    this.#indexed.delete(path);
    this.#unsearched.delete(path);
  }

  /** `isStale` when a file that belongs in the answer is no longer what was indexed; it is left out. */
  #answer(question: Question, limit: number): { readonly passages: Passage[]; readonly isStale: boolean } {
    const read = new Map<string, readonly string[] | null>();
    const textOf = ({ path, line, endLine }: RankedPlace): string | null => {
      const file = this.#indexed.get(path)?.file;
      if (!read.has(path)) read.set(path, file === undefined ? null : readPassageLines(this.#root, file));
      return (
        read
          .get(path)
          ?.slice(line - 1, endLine)
          .join("\n") ?? null
      );
    };
    const hasPhrases = (place: RankedPlace): boolean => {
      const text = flatten(textOf(place) ?? "");
      return question.phrases.every((phrase) => text.includes(phrase));
    };
    const ranked = this.#passages.rank(question);
    const fitting = question.phrases.length === 0 ? ranked : ranked.slice(0, MAX_PHRASE_PLACES).filter(hasPhrases);
    // Twins, such as what a build makes twice, are shown once.
    const byText = new Map<string, Passage>();
    for (const place of selectPlaces(fitting, limit * 2)) {
      const text = byText.size < limit ? textOf(place) : null;
      if (text !== null && !byText.has(text)) byText.set(text, { ...place, text });
    }
    const passages = [...byText.values()];
    return { passages, isStale: [...read.values()].includes(null) };
  }
}

function countKinds(files: Iterable<WorkspaceFile>): Record<FileKind, number> {
  const counts = { markdown: 0, source: 0, other: 0 };
  for (const { kind } of files) counts[kind] += 1;
  return counts;
}
