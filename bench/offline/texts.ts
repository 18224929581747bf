// What somebody has after a year: documents of our four types and turns of conversations, the same for the same seed. Their sentences are those of
// this project's own documents; names that are made up stand in them, so that there are as many different words as in real texts of that size.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createSeededRandom, type SeededRandom } from "@nomous/testkit";

const ROOT = join(import.meta.dirname, "../..");
/** Where sentences come from, and the headings of each type. */
const SOURCES = {
  research: "research/*.md",
  spike: "docs/spikes/*.md",
  spec: "specs/*.md",
  plan: "docs/plans/*.md",
  decision: "docs/decisions/*.md",
};
const TYPES = ["research", "spike", "spec", "plan"] as const;
type Type = (typeof TYPES)[number];
const FOLDERS: Readonly<Record<Type, string>> = {
  research: "research",
  spike: "docs/spikes",
  spec: "specs",
  plan: "docs/plans",
};

/** Half of what a block has on average. */
const BLOCK = 220;
const NAMES = 40_000;
/** One word of so many is such a name. */
const NAME_EVERY = 30;
const SYLLABLES =
  "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu bran cler dost firn gald hest jorn kelm lunt mard nosk polt rend sild tarn velk worm".split(
    " ",
  );

export interface MadeDocument {
  readonly path: string;
  readonly title: string;
  readonly text: string;
}

export interface MadePair {
  readonly prompt: string;
  readonly answer: string;
}

export class TextMaker {
  readonly #random: SeededRandom;
  readonly #sentences: readonly string[];
  readonly #headings: ReadonlyMap<Type, readonly string[]>;
  readonly #names: readonly string[];

  constructor(seed: number) {
    this.#random = createSeededRandom(seed);
    const texts = Object.values(SOURCES).flatMap(textsOf);
    this.#sentences = [...new Set(texts.flatMap(sentencesOf))];
    this.#headings = new Map(TYPES.map((type) => [type, headingsOf(textsOf(SOURCES[type]).at(-1) ?? "")]));
    this.#names = Array.from({ length: NAMES }, () => this.#newName());
  }

  /** Of 1 to 20 kB, 8 kB on average. */
  document(n: number): MadeDocument {
    const type = TYPES[n % TYPES.length] ?? "spec";
    const size = 1_000 + 19_000 * (this.#random.uint32() / 2 ** 32) ** 1.7;
    const title = this.title();
    const headings = this.#headings.get(type) ?? [];
    const parts: string[] = [`---\nnomous: ${type}\ndate: 2026-0${1 + (n % 9)}-1${n % 10}\n---\n\n# ${title}\n`];
    for (const heading of headings) parts.push(`## ${heading}\n`, this.#prose(size / headings.length));
    return {
      path: `${FOLDERS[type]}/${String(n).padStart(4, "0")}-${slugOf(title)}.md`,
      title,
      text: parts.join("\n"),
    };
  }

  title(): string {
    return capital(words(this.sentence()).slice(0, 6).join(" "));
  }

  /** A question, and 200 to 2,500 characters in answer to it. */
  pair(): MadePair {
    const prompt = Array.from({ length: this.#random.between(1, 3) }, () => this.sentence()).join(" ");
    return { prompt, answer: this.#prose(this.#random.between(200, 1_800)) };
  }

  /** An answer that no conversation repeats: it stands in a stream of its own. */
  longAnswer(): string {
    return this.#prose(40_000);
  }

  sentence(): string {
    const sentence = this.#random.pick(this.#sentences);
    return sentence.replaceAll(/\p{Ll}{4,}/gu, (word) => (this.#random.int(NAME_EVERY) === 0 ? this.#name() : word));
  }

  #prose(size: number): string {
    const blocks: string[] = [];
    for (let length = BLOCK; length < size || blocks.length === 0; length += blocks.at(-1)?.length ?? 0)
      blocks.push(this.#block());
    return `${blocks.join("\n\n")}\n`;
  }

  #block(): string {
    const form = this.#random.int(10);
    if (form === 0) return `\`\`\`ts\nconst ${this.#name()} = ${this.#name()}(${this.#random.int(1_000)});\n\`\`\``;
    const count = this.#random.between(2, 5);
    const sentences = Array.from({ length: count }, () => this.sentence());
    return form < 3 ? sentences.map((one) => `- ${one}`).join("\n") : sentences.join(" ");
  }

  /** Few of them often, most of them hardly ever. */
  #name(): string {
    const share = (this.#random.uint32() / 2 ** 32) ** 2;
    return this.#names[Math.floor(share * NAMES)] ?? "";
  }

  #newName(): string {
    const parts = Array.from({ length: this.#random.between(2, 4) }, () => this.#random.pick(SYLLABLES));
    return this.#random.chance(0.2)
      ? parts.map((part, i) => (i === 0 ? part : capital(part))).join("")
      : parts.join("");
  }
}

const textsOf = (pattern: string): string[] =>
  globSync(pattern, { cwd: ROOT })
    .toSorted()
    .map((path) => readFileSync(join(ROOT, path), "utf8"));

/** Of paragraphs alone: no headings, tables, lists, code. */
const sentencesOf = (text: string): string[] =>
  text
    .replaceAll(/^(```|~~~)[^]*?^\1/gm, "")
    .split(/\n{2,}/)
    .filter((block) => /^\p{Lu}/u.test(block))
    .flatMap((block) => block.replaceAll(/\s+/g, " ").split(/(?<=[.!?]) +(?=\p{Lu})/u))
    .filter((sentence) => sentence.length > 20 && sentence.length < 400);

const headingsOf = (text: string): string[] => [...text.matchAll(/^## (.+)$/gm)].map(([, heading = ""]) => heading);
const words = (sentence: string): string[] => sentence.match(/[\p{L}\p{N}]+/gu) ?? [];
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
const slugOf = (title: string): string => title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
