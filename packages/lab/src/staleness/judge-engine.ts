// Judges documents that nothing is known of yet: with the history, the grammars and the disk around them, opened once for all of them.
import type { Binding, JudgedTarget, LockEntry } from "@nomous/workbench/staleness";
import type { UncheckedDocument, Workbench } from "../check/check-workspace.ts";
import type { Disk } from "../check/disk-surroundings.ts";
import type { Stamps } from "../desk/list-basis.ts";
import { changedFiles } from "../git/changed-files.ts";
import { nextTurn } from "../workspace/next-turn.ts";
import { CodeReader } from "./code-reader.ts";
import { type DocumentReader, newWatch, type ReadRound, type Watch, type Watched } from "./document-reader.ts";
import { createInputs } from "./inputs.ts";
import {
  type DocumentCase,
  judgedDocument,
  prefetchVersions,
  judgeTask,
  type JudgeTask,
  type JudgeWorld,
  tasksOf,
} from "./judge-document.ts";
import { type OpenedPast, openPast, type PastQuery } from "./open-past.ts";
import type { OpenedLock } from "./opened-lock.ts";
import type { OwnMachine } from "./own-machine.ts";
import { PresentFiles } from "./present-files.ts";
import { noting, type ReadDocument, subjectOf } from "./read-document.ts";
import type { KnownDocument } from "./staleness-cache.ts";
import { statementOrigins } from "./statement-origins.ts";
import { openGrammars } from "./syntax/grammar.ts";
import { snapshotOf } from "./world.ts";

/** How far a survey is. `total` is null while nobody knows. */
export interface Progress {
  readonly doing: "history" | "documents";
  readonly done: number;
  readonly total: number | null;
}

export interface EngineOptions {
  readonly workbench: Workbench;
  readonly stamps: Stamps;
  readonly reader: DocumentReader;
  readonly lock: OpenedLock;
  readonly machine: OwnMachine;
  readonly known: PastQuery["known"];
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

export interface JudgedRound {
  readonly documents: readonly KnownDocument[];
  readonly problems: readonly UncheckedDocument[];
}

interface Judging {
  readonly one: DocumentCase;
  readonly watch: Watch;
  readonly tasks: readonly JudgeTask[];
  readonly targets: JudgedTarget[];
}

const PER_TURN = 10;
const TOGETHER = 100;

export class JudgeEngine implements AsyncDisposable {
  readonly opened: OpenedPast;
  readonly #options: EngineOptions;
  readonly #code: CodeReader;
  readonly #disk: Disk;
  readonly #world: JudgeWorld;
  /** Of the document that is being looked at. */
  #watch = newWatch();
  readonly #types = new Map<string, string | null>();
  #changed: Promise<readonly string[]> | undefined;

  static async open(options: EngineOptions): Promise<JudgeEngine> {
    const { workbench, known, signal, onProgress } = options;
    const onCommits = (done: number): void => onProgress?.({ doing: "history", done, total: null });
    const { root } = workbench.workspace;
    const [opened, grammars] = await Promise.all([openPast({ root, known, signal, onCommits }), openGrammars()]);
    return new JudgeEngine(options, opened, new CodeReader(grammars));
  }

  private constructor(options: EngineOptions, opened: OpenedPast, code: CodeReader) {
    const { workbench, stamps, reader, machine, signal } = options;
    const { workspace } = workbench;
    this.#options = options;
    this.opened = opened;
    this.#code = code;
    const { past, noPast } = opened;
    const note = (path: string): void => {
      // Before it is read, so that what is read later is never taken for this.
      stamps(path);
      this.#watch.seen.add(path);
    };
    if (past !== null) past.history.note = (path) => this.#watch.asked.add(path);
    this.#disk = noting(reader.disk, note);
    const committed = (path: string): string | null => past?.history.blobAt(path, past.head) ?? null;
    this.#world = {
      root: workspace.root,
      past,
      noPast,
      present: new PresentFiles(workspace.root, committed, note),
      code,
      dirtyFiles: () => this.#changedFiles(),
      signal,
      inputs: createInputs(workspace, note),
      machine,
      typeOf: (path) => this.#typeOf(path),
      rawText: (path) => this.#disk.textOf(path),
    };
  }

  get world(): JudgeWorld {
    return this.#world;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#code[Symbol.dispose]();
    await this.opened[Symbol.asyncDispose]();
  }

  async judge({ documents, problems }: ReadRound): Promise<JudgedRound> {
    for (const { value } of documents) this.#types.set(value.path, value.type?.name ?? null);
    return { documents: await this.#judgeAll(documents), problems };
  }

  /** What a document rests on as it is now, and where. Rejects with a `WorkspaceError`. */
  async bindingsOf(path: string): Promise<readonly { readonly binding: Binding; readonly place: string }[]> {
    const { value, watch } = await this.#options.reader.read(path);
    const { tasks } = await this.#begin(value, watch, new Map());
    await this.#code.load(tasks.map((task) => task.path));
    return tasks.map(({ binding, path: place }) => ({ binding, place }));
  }

  /** Things of one file after each other, so that it is parsed while it is at hand. */
  async #judgeAll(documents: readonly Watched<ReadDocument>[]): Promise<KnownDocument[]> {
    const { signal, onProgress } = this.#options;
    const origins = await this.#origins(documents.map(({ value }) => value));
    const cases: Judging[] = [];
    for (const { value, watch } of documents)
      cases.push(await this.#begin(value, watch, origins.get(value.path) ?? new Map()));
    const tasks = cases.flatMap((judging) => judging.tasks.map((task) => ({ judging, task })));
    const past = this.#world.past?.history.paths() ?? [];
    // A name may be declared in a file of another ending than the one that passes it on.
    if (tasks.length > 0) await this.#code.load([...tasks.map(({ task }) => task.path), ...past]);
    const sorted = [...Map.groupBy(tasks, ({ task }) => task.path).values()].flat();
    const read = (from: number): Promise<void> => {
      // What is read ahead is nobody's question yet.
      this.#watch = newWatch();
      return prefetchVersions(
        this.#world,
        sorted.slice(from, from + TOGETHER).map(({ task }) => task),
      );
    };
    let ahead = read(0);
    for (const [done, { judging, task }] of sorted.entries()) {
      if (done % TOGETHER === 0) {
        await ahead;
        // Git reads what comes next while these are compared.
        ahead = read(done + TOGETHER);
        onProgress?.({ doing: "documents", done, total: tasks.length });
      }
      if (done % PER_TURN === 0) await this.#turn(signal);
      this.#watch = judging.watch;
      const judged = await judgeTask(this.#world, task);
      if (judged !== null) judging.targets.push(judged);
    }
    await ahead;
    return Promise.all(cases.map((judging) => this.#end(judging)));
  }

  /** Other work has its turn in between. */
  async #turn(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    await nextTurn();
  }

  async #origins(documents: readonly ReadDocument[]): Promise<ReadonlyMap<string, DocumentCase["origins"]>> {
    const { past } = this.#world;
    if (past === null) return new Map();
    const { head, history, contents, renames } = past;
    const queries = documents.map(({ path, bindings }) => ({
      document: path,
      statements: bindings.flatMap(({ mentions }) => mentions.map(({ statement }) => statement)),
    }));
    const committed = queries.filter(({ document }) => history.blobAt(document, head) !== null);
    return statementOrigins({ history, contents, renames, signal: this.#options.signal }, head, committed);
  }

  async #begin(document: ReadDocument, watch: Watch, origins: DocumentCase["origins"]): Promise<Judging> {
    const { past } = this.#world;
    this.#watch = watch;
    const entries = await this.#options.lock.entriesOf(document.path);
    const reviewed = new Map(entries.map((entry): [string, LockEntry] => [entry.target, entry]));
    const isCommitted = past !== null && past.history.blobAt(document.path, past.head) !== null;
    const one = { document, origins, isCommitted, reviewed };
    return { one, watch, tasks: await tasksOf(this.#world, one), targets: [] };
  }

  async #end({ one, watch, targets }: Judging): Promise<KnownDocument> {
    const { lock, stamps } = this.#options;
    return {
      judged: judgedDocument(one, targets),
      lock: await lock.hashOf(one.document.path),
      seen: [...watch.seen].map((path) => [path, stamps(path)]),
      asked: [...watch.asked],
      isOpen: watch.isOpen,
    };
  }

  #changedFiles(): Promise<readonly string[]> {
    this.#watch.isOpen = true;
    return (this.#changed ??= changedFiles(this.#world.root));
  }

  async #typeOf(path: string): Promise<string | null> {
    const known = this.#types.get(path);
    if (known !== undefined) {
      this.#watch.seen.add(path);
      return known;
    }
    const text = (await this.#world.present.contentOf(path)) ?? (await this.#lastContent(path));
    if (text?.status !== "text") return null;
    return subjectOf(this.#options.workbench.types, UNKNOWN, path, text.text).typed?.type.name ?? null;
  }

  /** Of a file that is gone. */
  async #lastContent(path: string) {
    const { past } = this.#world;
    const touches = past === null ? [] : past.history.touchesOf(path).toSorted((a, b) => a - b);
    const last = touches.find((at) => past?.history.blobAt(path, at) !== null);
    return past === null || last === undefined ? null : snapshotOf(past, last).contentOf(path);
  }
}

const UNKNOWN: Disk = { kindOf: () => "unknown", textOf: () => undefined, filesIn: () => undefined };
