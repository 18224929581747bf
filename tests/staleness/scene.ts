// A small repository with documents in it, and what a survey says of them.
import { openWorkspace } from "@nomous/lab";
import { openWorkbench } from "@nomous/lab/documents";
import { type ReviewOutcome, reviewDocuments, surveyFreshness } from "@nomous/lab/staleness";
import type { BoundTarget, DocumentFreshness } from "@nomous/workbench/staleness";
import { type FolderFixture, makeFolder } from "../../packages/lab/src/folder-fixture.ts";

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A research note whose findings these are. */
export const note = (...findings: string[]): string =>
  `---\nnomous: research\n---\n# Note\n\n## Detailed Findings\n\n${findings.map((one) => `- ${one}\n`).join("")}`;

export class Scene implements AsyncDisposable {
  readonly folder: FolderFixture;

  private constructor(folder: FolderFixture) {
    this.folder = folder;
  }

  /** The files in one commit. */
  static async open(files: Readonly<Record<string, string | Uint8Array>>): Promise<Scene> {
    const scene = new Scene(await makeFolder(files));
    scene.git("init", "-q");
    scene.commit("Begin");
    return scene;
  }

  static async withoutGit(files: Readonly<Record<string, string>>): Promise<Scene> {
    return new Scene(await makeFolder(files));
  }

  get root(): string {
    return this.folder.root;
  }

  git(...args: string[]): string {
    return this.folder.git(args);
  }

  write(path: string, content: string | Uint8Array): Promise<void> {
    return this.folder.write(path, content);
  }

  /** All that there is; gives its id. */
  commit(message: string): string {
    this.git("add", "-A");
    this.git("commit", "-q", "--allow-empty", "-m", message);
    return this.git("rev-parse", "HEAD").trim();
  }

  async change(path: string, content: string | Uint8Array, message: string): Promise<string> {
    await this.write(path, content);
    return this.commit(message);
  }

  async survey(): Promise<Awaited<ReturnType<typeof surveyFreshness>>> {
    return surveyFreshness(await openWorkbench(await openWorkspace(this.root), "2026-01-01"));
  }

  async document(path = "research/a.md"): Promise<DocumentFreshness> {
    const { documents } = await this.survey();
    const found = documents.find((one) => one.path === path);
    if (found === undefined) throw new Error(`${path} was not surveyed`);
    return found;
  }

  /** The only thing that a document rests on. */
  async target(path?: string): Promise<BoundTarget> {
    const { targets } = await this.document(path);
    const [only, ...more] = targets;
    if (only === undefined || more.length > 0) throw new Error(`there are ${targets.length} targets`);
    return only;
  }

  async reviewed(paths: readonly string[], why: string | null = null): Promise<ReviewOutcome> {
    const workbench = await openWorkbench(await openWorkspace(this.root), "2026-01-01");
    return reviewDocuments(workbench, paths, { at: "2026-01-02T03:04:05+00:00", person: "Ada", why, pause });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.folder[Symbol.asyncDispose]();
  }
}
