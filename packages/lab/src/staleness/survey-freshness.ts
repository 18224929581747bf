// Whether the documents of a workspace still say what is so. What was found out about one stands until it, its lines in the lock, a file that it was judged
// by, or the history of one of them is another; so a second look takes no longer than asking the disk whether anything changed.
import {
  type DocumentFreshness,
  type JudgedDocument,
  type Reach,
  reachOf,
  spreadFreshness,
} from "@nomous/workbench/staleness";
import type { UncheckedDocument, Workbench } from "../check/check-workspace.ts";
import { createStamps, type Stamps } from "../desk/list-basis.ts";
import { listMarkdown } from "../document/list-documents.ts";
import type { CommitRecord } from "../git/read-history.ts";
import { findGitFolder, headCommit } from "../git/git-folder.ts";
import { DocumentReader } from "./document-reader.ts";
import { sha256 } from "../document/content-hash.ts";
import { JudgeEngine, type Progress } from "./judge-engine.ts";
import { OpenedLock } from "./opened-lock.ts";
import { ownMachine } from "./own-machine.ts";
import { packHistory, type PackedHistory } from "./packed-history.ts";
import { type KnownDocument, readCache, type StalenessCache, writeCache } from "./staleness-cache.ts";

export interface SurveyOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

export interface FreshnessSurvey {
  /** By path. */
  readonly documents: readonly DocumentFreshness[];
  /** What could not be read, documents and lines of the lock. */
  readonly problems: readonly UncheckedDocument[];
}

/** Every document of the workspace. Rejects with the signal's reason. */
export async function surveyFreshness(workbench: Workbench, options: SurveyOptions = {}): Promise<FreshnessSurvey> {
  const { documents, problems } = await judgeWorkspace(workbench, options);
  return { documents, problems };
}

/** One document, by those that it rests on. Null when it cannot be read. */
export async function freshnessOf(
  workbench: Workbench,
  path: string,
  options: SurveyOptions = {},
): Promise<DocumentFreshness | null> {
  const { documents } = await judgeWorkspace(workbench, options, { only: [path] });
  return documents.find((one) => one.path === path) ?? null;
}

export interface JudgedWorkspace extends FreshnessSurvey {
  readonly reach: Reach;
  readonly judged: readonly JudgedDocument[];
}

export interface WorkspaceQuestion<T> {
  /** These alone, with what they rest on. */
  readonly only?: readonly string[];
  /** Beside those of the workspace. */
  readonly also?: readonly string[];
  /** Gets the engine, which is opened for it. */
  readonly use?: (engine: JudgeEngine, judged: JudgedWorkspace) => Promise<T>;
}

export async function judgeWorkspace<T = undefined>(
  workbench: Workbench,
  options: SurveyOptions,
  { only, also = [], use }: WorkspaceQuestion<T> = {},
): Promise<JudgedWorkspace & { readonly used: T | undefined }> {
  await using survey = await Survey.begin(workbench, options);
  const judged = await survey.judge(only, also);
  const used = await use?.(await survey.engine(), judged);
  await survey.keep();
  return { ...judged, used };
}

class Survey implements AsyncDisposable {
  readonly #workbench: Workbench;
  readonly #options: SurveyOptions;
  readonly #stamps: Stamps;
  readonly #reader: DocumentReader;
  readonly #lock: OpenedLock;
  readonly #machine = ownMachine();
  readonly #head: string | null;
  readonly #settings: string;
  readonly #cache: StalenessCache | null;
  /** It stands whatever the settings are. */
  readonly #past: { readonly head: string; readonly history: PackedHistory } | null;
  /** Listed in the workspace. */
  readonly #listed: readonly string[];
  readonly #known = new Map<string, KnownDocument>();
  #engine: Promise<JudgeEngine> | undefined;
  #hasLearnt = false;

  static async begin(workbench: Workbench, options: SurveyOptions): Promise<Survey> {
    const { workspace, config } = workbench;
    const [{ paths }, cache, git] = await Promise.all([
      listMarkdown(workspace, config),
      readCache(workspace.root),
      findGitFolder(workspace.root),
    ]);
    const head = await headCommit(workspace.root, () => Promise.resolve(git));
    // Where there is no commit there may be a repository, and a clone may have been given the rest of its history.
    const repository = git === null ? "no repository" : createStamps(git.common)("shallow");
    return new Survey(workbench, options, paths, cache, head, repository);
  }

  private constructor(
    workbench: Workbench,
    options: SurveyOptions,
    listed: readonly string[],
    cache: StalenessCache | null,
    head: string | null,
    repository: string,
  ) {
    this.#workbench = workbench;
    this.#options = options;
    this.#listed = listed;
    this.#stamps = createStamps(workbench.workspace.root);
    this.#reader = new DocumentReader(workbench, this.#stamps, options.signal);
    this.#lock = new OpenedLock(workbench.workspace, this.#stamps);
    this.#head = head;
    this.#settings = sha256(JSON.stringify([workbench.config, workbench.types, this.#machine.word, repository]));
    this.#cache = cache?.settings === this.#settings ? cache : null;
    const { head: known = null, history = null } = cache ?? {};
    this.#past = known === null || history === null ? null : { head: known, history };
  }

  async judge(only: readonly string[] | undefined, also: readonly string[]): Promise<JudgedWorkspace> {
    await this.#remember();
    const problems: UncheckedDocument[] = [...(await this.#lockProblems())];
    const asked = only ?? [...new Set([...this.#listed, ...also])];
    const allowed = new Set([...this.#listed, ...asked]);
    const done = new Set<string>();
    for (let wanted = [...asked]; wanted.length > 0;) {
      const unknown = wanted.filter((path) => !this.#known.has(path));
      if (unknown.length > 0) problems.push(...(await this.#learn(unknown)));
      for (const path of wanted) done.add(path);
      const cited = wanted.flatMap((path) => this.#known.get(path)?.judged.targets ?? []);
      const next = new Set(cited.flatMap(({ cites }) => cites?.path ?? []));
      wanted = [...next].filter((path) => allowed.has(path) && !done.has(path));
    }
    const judged = [...done].toSorted().flatMap((path) => this.#known.get(path)?.judged ?? []);
    const reach = reachOf(judged, sha256);
    return { documents: spreadFreshness(judged, reach), problems, reach, judged };
  }

  /** What still stands of what was found out before. */
  async #remember(): Promise<void> {
    if (this.#cache === null) return;
    const touched = this.#cache.head === this.#head ? new Set<string>() : await this.#touched();
    if (touched === null) return;
    const isSameLock = this.#cache.lock === this.#lock.stamp;
    for (const document of this.#cache.documents) {
      const { judged, lock, seen, asked, isOpen } = document;
      const isSame =
        !isOpen &&
        seen.every(([path, stamp]) => this.#stamps(path) === stamp) &&
        (isSameLock || (await this.#lock.hashOf(judged.path)) === lock) &&
        (touched.size === 0 || !asked.some((path) => touched.has(path)));
      if (isSame) this.#known.set(judged.path, document);
    }
  }

  async #touched(): Promise<ReadonlySet<string> | null> {
    return (await this.engine()).opened.touched;
  }

  #lockProblems(): Promise<readonly UncheckedDocument[]> | readonly UncheckedDocument[] {
    return this.#cache?.lock === this.#lock.stamp ? this.#cache.lockProblems : this.#lock.problems();
  }

  async #learn(paths: readonly string[]): Promise<readonly UncheckedDocument[]> {
    // They are read while git tells the history.
    const [engine, read] = await Promise.all([this.engine(), this.#reader.readAll(paths)]);
    const { documents, problems } = await engine.judge(read);
    for (const document of documents) this.#known.set(document.judged.path, document);
    this.#hasLearnt = true;
    return problems;
  }

  engine(): Promise<JudgeEngine> {
    const { signal, onProgress } = this.#options;
    return (this.#engine ??= JudgeEngine.open({
      workbench: this.#workbench,
      stamps: this.#stamps,
      reader: this.#reader,
      lock: this.#lock,
      machine: this.#machine,
      known: this.#past,
      signal,
      onProgress,
    }));
  }

  /** For the next time. */
  async keep(): Promise<void> {
    const cache = this.#cache;
    const isSame = cache !== null && cache.head === this.#head && cache.lock === this.#lock.stamp;
    if (isSame && !this.#hasLearnt) return;
    const opened = this.#engine === undefined ? null : (await this.#engine).opened;
    const records = opened?.records ?? null;
    await writeCache(this.#workbench.workspace.root, {
      settings: this.#settings,
      head: this.#head,
      lock: this.#lock.stamp,
      lockProblems: await this.#lock.problems(),
      documents: [...this.#known.values()],
      history: this.#historyOf(records),
    });
  }

  /** That of another commit is none. */
  #historyOf(records: readonly CommitRecord[] | null): PackedHistory | null {
    if (records !== null) return packHistory(records);
    return this.#past !== null && this.#past.head === this.#head ? this.#past.history : null;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#engine === undefined) return;
    // One that could not be opened has nothing to close.
    const engine = await this.#engine.catch(() => undefined);
    await engine?.[Symbol.asyncDispose]();
  }
}
