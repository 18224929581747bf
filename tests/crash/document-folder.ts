// A real folder with one document in it, in a git repository, and the programs that write there. Each step that reads and replaces the file
// does so without a pause in between, so that the story knows what was replaced but for some microseconds.
import { execFileSync } from "node:child_process";
import {
  closeSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { SeededRandom } from "@nomous/testkit";
import { type Rewrite, REWRITES } from "../documents/rewrite.ts";
import type { Story } from "../documents/story.ts";
import { markerOf, newMarker, withMarker } from "../documents/tokens.ts";

const NAME = "notes.md";

export interface DocumentFolderParts {
  readonly root: string;
  readonly raw: string;
  readonly random: SeededRandom;
  readonly story: Story;
  /** What programs do to the file; all of them when absent. */
  readonly rewrites?: readonly Rewrite[];
}

export class DocumentFolder {
  readonly #root: string;
  readonly #file: string;
  readonly #random: SeededRandom;
  readonly #story: Story;
  readonly #rewrites: readonly Rewrite[];
  readonly #commits: string[] = [];

  private constructor({ root, random, story, rewrites = REWRITES }: DocumentFolderParts) {
    this.#root = root;
    this.#file = join(root, NAME);
    this.#random = random;
    this.#story = story;
    this.#rewrites = rewrites;
  }

  /** A new repository with the document in its first commit. */
  static make(parts: DocumentFolderParts): DocumentFolder {
    const { root, raw, story } = parts;
    const folder = new DocumentFolder(parts);
    mkdirSync(root);
    writeFileSync(folder.#file, raw);
    story.write("", raw);
    folder.#git("init", "-q");
    // Line ends are the document's, not git's.
    writeFileSync(join(root, ".git", "info", "attributes"), "* -text\n");
    folder.commit();
    return folder;
  }

  get raw(): string {
    return readFileSync(this.#file, "utf8");
  }

  /** A program writes into the file that is there. */
  inPlace(): void {
    const { before, after } = this.#rewritten();
    writeFileSync(this.#file, after);
    this.#story.write(before, after);
  }

  /** A program writes another file and gives it the name. */
  byRename(): void {
    const { before, after } = this.#rewritten();
    const other = join(this.#root, ".notes.md.swp");
    writeFileSync(other, after);
    // The bridge may have written in between.
    this.#story.discard(this.raw, before);
    renameSync(other, this.#file);
    this.#story.write(before, after);
  }

  /** A program empties the file, and fills it some time later. */
  async truncated(): Promise<void> {
    const { before, after } = this.#rewritten();
    truncateSync(this.#file);
    await pause(this.#random.int(120));
    this.#story.discard(this.raw, after);
    writeFileSync(this.#file, after);
    this.#story.write(before, after);
  }

  /** A program that had the file open goes on writing there. What it writes into a file that has lost its name is its own affair. */
  async throughOldDescriptor(): Promise<void> {
    const descriptor = openSync(this.#file, "r+");
    await pause(this.#random.int(400));
    const { before, after } = this.#rewritten();
    if (fstatSync(descriptor).ino === statSync(this.#file).ino) {
      ftruncateSync(descriptor);
      writeSync(descriptor, after, 0);
      this.#story.write(before, after);
    }
    closeSync(descriptor);
  }

  commit(): void {
    this.#git("add", "-A");
    this.#git("commit", "-q", "--allow-empty", "-m", "as it is");
    this.#commits.push(this.#git("rev-parse", "HEAD"));
  }

  /** git brings the file of an earlier commit, as another branch has it now. Nothing may be on its way into the file. */
  checkOut(): void {
    const marker = newMarker(this.#random);
    const from = this.#random.pick(this.#commits);
    const after = withMarker(this.#git("show", `${from}:${NAME}`), marker);
    const blob = this.#git("hash-object", "-w", "--stdin", { input: after });
    const tree = this.#git("mktree", { input: `100644 blob ${blob}\t${NAME}\n` });
    const commit = this.#git("commit-tree", "-m", "another branch", "-p", from, tree);
    const before = this.raw;
    this.#story.write(before, after);
    this.#story.checkOut(marker);
    this.#git("checkout", "-q", "-f", "--detach", commit);
    this.#commits.push(commit);
  }

  /** git brings back what the last checkout has left; nothing may be on its way into the file. */
  goBack(): void {
    const before = this.raw;
    const after = this.#git("show", `@{-1}:${NAME}`);
    this.#story.write(before, after);
    this.#story.checkOut(markerOf(after) ?? "");
    this.#git("checkout", "-q", "-f", "-");
  }

  /** The same without git's program: what was not in the file yet when it came. */
  async checkOutWhileTyping(): Promise<void> {
    const lock = join(this.#root, ".git", "index.lock");
    const marker = newMarker(this.#random);
    const after = withMarker(this.#git("show", `${this.#random.pick(this.#commits)}:${NAME}`), marker);
    const blob = this.#git("hash-object", "-w", "--stdin", { input: after });
    const tree = this.#git("mktree", { input: `100644 blob ${blob}\t${NAME}\n` });
    const commit = this.#git("commit-tree", "-m", "another branch", "-p", "HEAD", tree);
    writeFileSync(lock, "");
    // A write that the bridge has begun ends meanwhile.
    await pause(150);
    const before = this.raw;
    writeFileSync(this.#file, after);
    this.#story.write(before, after);
    this.#story.checkOut(marker);
    writeFileSync(join(this.#root, ".git", "HEAD"), `${commit}\n`);
    rmSync(lock);
    this.#git("reset", "-q", "--mixed");
    this.#commits.push(commit);
  }

  #rewritten(): { before: string; after: string } {
    const rewrite: Rewrite = this.#random.pick(this.#rewrites);
    const before = this.raw;
    return { before, after: rewrite(before, this.#random) };
  }

  #git(...given: readonly (string | { readonly input: string })[]): string {
    const args = given.filter((arg) => typeof arg === "string");
    const input = given.find((arg) => typeof arg === "object")?.input;
    const person = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "core.autocrlf=false"];
    const said = execFileSync("git", [...person, ...args], {
      cwd: this.#root,
      encoding: "utf8",
      ...(input !== undefined && { input }),
    });
    return args[0] === "show" ? said : said.trim();
  }
}
