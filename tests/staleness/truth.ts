// A history of a repository, made up with everything about it known: what each function means at each commit, where it stands, and since when each
// sentence of each document says what it says. Git gets it as one stream.
import { execFileSync } from "node:child_process";
import { createSeededRandom, type SeededRandom } from "@nomous/testkit";
import {
  changeBody,
  type CodeFunction,
  type Language,
  type Layout,
  makeBody,
  meaningOf,
  writeFunction,
} from "./code.ts";

interface Entity {
  readonly id: number;
  fn: CodeFunction;
  /** Null: it was removed. */
  file: SourceFile | null;
  /** What it was at each commit that changed it, the oldest first. */
  readonly past: { readonly commit: number; readonly key: string }[];
  readonly bodies: CodeFunction["body"][];
  /** The last commit that gave it another name. */
  renamedIn: number | null;
}

interface SourceFile {
  readonly language: Language;
  path: string;
  readonly entities: Entity[];
  readonly past: { readonly commit: number; readonly key: string }[];
}

type Anchor = "symbol" | "lines" | "file";

interface Sentence {
  readonly anchor: Anchor;
  readonly entity: Entity;
  file: SourceFile;
  /** As it was cited. */
  address: string;
  version: number;
  /** What it was when the sentence was written. */
  key: string;
  meaning: string;
  typo: number;
}

interface Document {
  readonly path: string;
  readonly sentences: Sentence[];
  width: number;
}

export interface Expected {
  readonly document: string;
  readonly target: string;
  readonly freshness: "fresh" | "needs-review" | "broken";
  /** Number of the commit that did it; null where none did. */
  readonly commit: number | null;
  readonly movedTo: string | null;
}

export interface History {
  readonly expected: readonly Expected[];
  /** Ids by number. */
  readonly commits: readonly string[];
}

export interface HistorySize {
  readonly files: number;
  readonly documents: number;
  readonly commits: number;
}

/** Makes a repository in an empty folder, checked out. */
export function makeHistory(root: string, seed: number, size: HistorySize): History {
  const story = new Story(createSeededRandom(seed), size);
  for (let i = 1; i < size.commits; i += 1) story.goOn();
  execFileSync("git", ["init", "-q", "-b", "main"], { cwd: root });
  execFileSync("git", ["fast-import", "--quiet", "--export-marks=.git/marks"], { cwd: root, input: story.stream() });
  execFileSync("git", ["reset", "-q", "--hard", "main"], { cwd: root });
  const marks = execFileSync("cat", [".git/marks"], { cwd: root, encoding: "utf8" }).trim().split("\n");
  const commits: string[] = [];
  for (const line of marks) {
    const [mark = "", id = ""] = line.split(" ");
    commits[Number(mark.slice(1))] = id;
  }
  return { expected: story.expected(), commits };
}

const FIRST: Layout = { isWide: false, remark: 0 };

class Story {
  readonly #random: SeededRandom;
  readonly #files: SourceFile[] = [];
  readonly #documents: Document[] = [];
  readonly #parts: string[] = [];
  #next = 0;
  #commit = 0;
  /** Changes of the commit that is being made: a text, or null for what is removed. */
  #changes = new Map<string, string | null>();

  constructor(random: SeededRandom, { files, documents }: HistorySize) {
    this.#random = random;
    this.#commit = 1;
    for (let i = 0; i < files; i += 1) {
      const language = (["ts", "js", "py"] as const)[i % 3] ?? "ts";
      const file: SourceFile = { language, path: `src/part${i % 4}/file${i}.${language}`, entities: [], past: [] };
      this.#files.push(file);
      for (let k = 0; k < 4; k += 1) this.#create(file);
      this.#touch(file);
    }
    for (let i = 0; i < documents; i += 1) this.#document(i);
    this.#end("Begin");
  }

  #create(file: SourceFile): Entity {
    const id = (this.#next += 1);
    const fn: CodeFunction = { name: `part${id}`, body: makeBody(this.#random), layout: FIRST };
    const entity: Entity = {
      id,
      fn,
      file,
      past: [{ commit: this.#commit, key: keyOf(fn) }],
      bodies: [fn.body],
      renamedIn: null,
    };
    file.entities.splice(this.#random.int(file.entities.length + 1), 0, entity);
    return entity;
  }

  #document(number: number): void {
    const document: Document = { path: `research/note-${number}.md`, sentences: [], width: 0 };
    for (const anchor of ["symbol", "lines", "symbol", "lines", "file"] as const)
      document.sentences.push(this.#sentence(anchor));
    this.#documents.push(document);
    this.#write(document);
  }

  #sentence(anchor: Anchor): Sentence {
    const entity = this.#random.pick(this.#living());
    const file = entity.file ?? this.#files[0];
    if (file === undefined) throw new Error("there are no files");
    const sentence: Sentence = { anchor, entity, file, address: "", version: 0, key: "", meaning: "", typo: 0 };
    this.#stand(sentence);
    return sentence;
  }

  /** Its author looks at what it says now. */
  #stand(sentence: Sentence): void {
    const { anchor, entity } = sentence;
    const file = entity.file ?? sentence.file;
    sentence.file = file;
    sentence.version += 1;
    sentence.key = anchor === "file" ? fileKey(file) : keyOf(entity.fn);
    sentence.meaning = meaningOf(entity.fn);
    sentence.address = addressOf(anchor, file, entity);
  }

  #living = (): Entity[] => this.#files.flatMap(({ entities }) => entities);

  /** One more commit, or a branch with its merge. */
  goOn(): void {
    if (this.#random.chance(0.06)) this.#branch();
    else this.#change(this.#random.pick(this.#files.filter(({ entities }) => entities.length > 0)));
  }

  #change(file: SourceFile): void {
    this.#commit += 1;
    const random = this.#random;
    const entity = random.pick(file.entities);
    switch (random.int(13)) {
      case 0:
      case 1:
      case 2:
        this.#mean(entity, changeBody(entity.fn.body, random));
        break;
      case 3:
        // What it was before its last change.
        this.#mean(entity, entity.bodies.at(-2) ?? changeBody(entity.fn.body, random));
        break;
      case 4:
        entity.fn = { ...entity.fn, layout: { ...entity.fn.layout, remark: random.int(1_000) } };
        break;
      case 5:
        entity.fn = { ...entity.fn, layout: { ...entity.fn.layout, isWide: !entity.fn.layout.isWide } };
        break;
      case 6:
        file.entities.splice(file.entities.indexOf(entity), 1);
        file.entities.splice(random.int(file.entities.length + 1), 0, entity);
        break;
      case 7:
        this.#create(file);
        break;
      case 8:
        this.#move(file, entity);
        break;
      case 9:
        this.#rename(file);
        break;
      case 10:
        return this.#edit("typo");
      case 11:
        return this.#edit("rewrite");
      default:
        if (random.chance(0.5)) {
          entity.fn = { ...entity.fn, name: `part${entity.id}x${this.#commit}` };
          entity.renamedIn = this.#commit;
        } else {
          file.entities.splice(file.entities.indexOf(entity), 1);
          entity.file = null;
        }
        if (entity.file !== null) entity.past.push({ commit: this.#commit, key: keyOf(entity.fn) });
    }
    this.#touch(file);
    this.#end(`Change ${this.#commit}`);
  }

  #mean(entity: Entity, body: CodeFunction["body"]): void {
    entity.fn = { ...entity.fn, body };
    entity.bodies.push(body);
    entity.past.push({ commit: this.#commit, key: keyOf(entity.fn) });
  }

  /** To another file of its language. */
  #move(file: SourceFile, entity: Entity): void {
    const others = this.#files.filter((one) => one !== file && one.language === file.language);
    const other = others.length === 0 ? undefined : this.#random.pick(others);
    if (other === undefined) return;
    file.entities.splice(file.entities.indexOf(entity), 1);
    other.entities.push(entity);
    entity.file = other;
    this.#touch(other);
  }

  #rename(file: SourceFile): void {
    this.#changes.set(file.path, null);
    file.path = `src/part${this.#commit % 4}/renamed${this.#commit}.${file.language}`;
  }

  #edit(how: "typo" | "rewrite"): void {
    const document = this.#random.pick(this.#documents);
    const sentence = this.#random.pick(document.sentences);
    if (how === "rewrite" && sentence.entity.file !== null) this.#stand(sentence);
    else if (this.#random.chance(0.5)) document.width = this.#random.int(3);
    else document.sentences.forEach((one) => (one.typo = one === sentence ? one.typo : this.#random.int(100)));
    this.#write(document);
    this.#end(`Words ${this.#commit}`);
  }

  /** Commits on a branch, some on the main line beside it, and the merge that brings both together. */
  #branch(): void {
    const [own, ...others] = this.#random.pick([0, 1]) === 0 ? this.#files : this.#files.toReversed();
    const base = this.#commit;
    if (own === undefined || own.entities.length === 0 || others.length === 0) return;
    const entity = this.#random.pick(own.entities);
    const commits: number[] = [];
    for (let i = 0; i < 2; i += 1) {
      this.#commit += 1;
      commits.push(this.#commit);
      this.#mean(entity, changeBody(entity.fn.body, this.#random));
      this.#touch(own);
      this.#end(`Branch ${this.#commit}`, i === 0 ? [base] : [this.#commit - 1], "side");
    }
    this.#commit += 1;
    const beside = this.#random.pick(others.filter(({ entities }) => entities.length > 0));
    const other = this.#random.pick(beside.entities);
    this.#mean(other, changeBody(other.fn.body, this.#random));
    this.#touch(beside);
    this.#end(`Beside ${this.#commit}`, [base]);
    this.#commit += 1;
    this.#touch(own);
    this.#end(`Merge ${this.#commit}`, [this.#commit - 1, commits.at(-1) ?? base]);
  }

  #touch(file: SourceFile): void {
    this.#changes.set(file.path, writeFile(file));
    const key = fileKey(file);
    if (file.past.at(-1)?.key !== key) file.past.push({ commit: this.#commit, key });
  }

  #write({ path, sentences, width }: Document): void {
    const lines = sentences.map(
      (one, i) =>
        `- Sentence ${i} of version ${one.version} says what${width === 1 ? "\n  " : " "}\`${one.address}\` does here.`,
    );
    const typos = sentences.map(({ typo }, i) => `Beside ${i} stands word${typo}.`).join(width === 2 ? "\n" : " ");
    this.#changes.set(
      path,
      `---\nnomous: research\n---\n# Note\n\n## Detailed Findings\n\n${lines.join("\n")}\n\n${typos}\n`,
    );
  }

  #end(message: string, parents: readonly number[] = [], branch = "main"): void {
    const number = this.#commit;
    const [from, ...merged] = parents.length > 0 ? parents : number === 1 ? [] : [this.#tip];
    const head = [
      `commit refs/heads/${branch}`,
      `mark :${number}`,
      `committer Ada <ada@example.org> ${1_700_000_000 + number * 60} +0000`,
    ];
    const lines = [...head, data(message)];
    if (from !== undefined) lines.push(`from :${from}`);
    for (const one of merged) lines.push(`merge :${one}`);
    for (const [path, text] of this.#changes)
      lines.push(text === null ? `D ${path}` : `M 100644 inline ${path}\n${data(text)}`);
    this.#parts.push(`${lines.join("\n")}\n`);
    this.#changes = new Map();
    if (branch === "main") this.#tip = number;
  }

  #tip = 1;

  stream = (): string => this.#parts.join("\n");

  expected(): Expected[] {
    return this.#documents.flatMap(({ path, sentences }) => {
      const told = new Set<string>();
      return sentences.flatMap((sentence) => {
        // Two sentences about one thing are one binding, and the older one counts: leave such out.
        const isFirst =
          !told.has(sentence.address) && sentences.filter(({ address }) => address === sentence.address).length === 1;
        told.add(sentence.address);
        return isFirst ? [{ document: path, target: sentence.address, ...expectedOf(sentence) }] : [];
      });
    });
  }
}

const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}`;

/** What somebody relies on who cites it: another name is another thing. */
const keyOf = (fn: CodeFunction): string => `${fn.name} ${meaningOf(fn)}`;

const fileKey = ({ entities }: SourceFile): string => entities.map(({ fn }) => keyOf(fn)).join("\n");

const writeFile = ({ entities, language }: SourceFile): string =>
  entities.map(({ fn }) => `${writeFunction(fn, language).join("\n")}\n`).join("\n");

function addressOf(anchor: Anchor, file: SourceFile, entity: Entity): string {
  if (anchor === "file") return file.path;
  if (anchor === "symbol") return `${file.path}#${entity.fn.name}`;
  let line = 1;
  for (const one of file.entities) {
    const size = writeFunction(one.fn, file.language).join("\n").split("\n").length;
    if (one === entity) return `${file.path}:${line}-${line + size - 1}`;
    line += size + 1;
  }
  throw new Error("it is not in its file");
}

/** The first commit since it was last what the sentence means. */
function deviation(past: readonly { readonly commit: number; readonly key: string }[], key: string): number | null {
  const last = past.findLastIndex((one) => one.key === key);
  return past[last + 1]?.commit ?? null;
}

function expectedOf({ anchor, entity, file, address, key, meaning }: Sentence): Omit<Expected, "document" | "target"> {
  if (anchor === "file") {
    const now = fileKey(file);
    if (now !== key) return { freshness: "needs-review", commit: deviation(file.past, key), movedTo: null };
    return { freshness: "fresh", commit: null, movedTo: file.path === address ? null : file.path };
  }
  if (entity.file === null) return { freshness: "broken", commit: null, movedTo: null };
  if (keyOf(entity.fn) !== key) {
    const isOnlyRenamed = anchor === "symbol" && meaningOf(entity.fn) === meaning;
    const commit = isOnlyRenamed ? entity.renamedIn : deviation(entity.past, key);
    return { freshness: "needs-review", commit, movedTo: null };
  }
  const now = addressOf(anchor, entity.file, entity);
  return { freshness: "fresh", commit: null, movedTo: now === address ? null : now };
}
