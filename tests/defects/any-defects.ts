// Defects that any document can have, wherever chance puts them: marks of an unfinished text, links and citations that lead nowhere,
// Markdown that is broken.
import type { SeededRandom } from "@nomous/testkit";
import { BUILT_IN_TYPES } from "@nomous/workbench";
import type { Base } from "./base.ts";
import { type Defect, lineAt, type Planted, type Span, splicedIn } from "./defect.ts";
import { type Outline, outlineOf, type Section } from "./outline.ts";

type Planting = (outline: Outline, random: SeededRandom, base: Base) => Planted | null;

const anywhere = (kind: string, variant: string, plant: Planting): Defect => ({
  name: `${kind}: ${variant}`,
  kind,
  apply: (base, random) => plant(outlineOf(base.text), random, base),
});

/** At one of the places that there are, as chance has it. */
const atOne =
  <Place>(
    placesIn: (outline: Outline, base: Base) => readonly Place[],
    plant: (place: Place, text: string, random: SeededRandom) => Planted,
  ): Planting =>
  (outline, random, base) => {
    const places = placesIn(outline, base);
    return places.length === 0 ? null : plant(random.pick(places), outline.text, random);
  };

/** One match of a pattern, and something else in its place. */
const instead = (pattern: RegExp, put: (match: RegExpExecArray, random: SeededRandom) => string): Planting =>
  atOne(
    ({ text }) => [...text.matchAll(pattern)],
    (match, text, random) => splicedIn(text, spanOf(match), put(match, random)),
  );

/** One match of a pattern within a sentence, and something else in its place. */
const insteadInProse = (pattern: RegExp, put: (match: string, random: SeededRandom) => string): Planting =>
  atOne(
    ({ text, prose }) =>
      prose.flatMap(({ from, to }) => [...text.slice(from, to).matchAll(pattern)].map((match) => spanOf(match, from))),
    (place, text, random) => splicedIn(text, place, put(text.slice(place.from, place.to), random)),
  );

const spanOf = (match: RegExpExecArray, offset = 0): Span => {
  const from = offset + match.index;
  return { from, to: from + match[0].length };
};

/** Something behind a sentence. */
const behind = (...puts: readonly string[]): Planting =>
  atOne(
    ({ prose }) => prose,
    ({ to }, text, random) => splicedIn(text, { from: to, to }, random.pick(puts)),
  );

/** Something on lines of its own, below a sentence. */
const below = (put: string): Planting =>
  atOne(
    ({ prose }) => prose,
    ({ to }, text) => {
      const planted = splicedIn(text, { from: to + 1, to: to + 1 }, `\n${put}\n`);
      return { text: planted.text, lines: planted.lines.slice(1, 2) };
    },
  );

const isLeafPart = ({ isLeaf, level }: Section): boolean => isLeaf && level > 1;

/** Where it may well be that there is none. */
const MAY_BE_EMPTY = /question|risk|follow|related|limit|caveat/i;

/** Sections that a part of the type stands behind, with what its template says. */
function guided({ sections }: Outline, base: Base): { section: Section; guidance: string }[] {
  const parts = flat(BUILT_IN_TYPES.find(({ name }) => name === base.type)?.parts ?? []);
  return sections.flatMap((section) => {
    const title = section.title.toLowerCase();
    const part = parts.find(({ heading, aliases = [] }) =>
      [heading, ...aliases].some((name) => name.toLowerCase() === title),
    );
    return part === undefined ? [] : [{ section, guidance: part.guidance }];
  });
}

type Part = (typeof BUILT_IN_TYPES)[number]["parts"][number];
const flat = (parts: readonly Part[]): Part[] => parts.flatMap((part) => [part, ...flat(part.parts ?? [])]);

const guidanceLeft = (...marked: readonly ((guidance: string) => string)[]): Planting =>
  atOne(guided, ({ section: { bodyFrom }, guidance }, text, random) =>
    splicedIn(text, { from: bodyFrom, to: bodyFrom }, `${random.pick(marked)(guidance)}\n\n`),
  );

const UNFINISHED: readonly Defect[] = [
  anywhere(
    "mark of something unfinished",
    "to do",
    behind(" TODO: ask the operators.", " (TBD)", " FIXME: is this still so?", " [to be confirmed]", " XXX"),
  ),
  anywhere(
    "mark of something unfinished",
    "for a number",
    insteadInProse(/(?<= )\d[\d.,]*(?= (?:%|ms|s|h|MiB|days|brackets|readers|robots|sessions)\b)/g, (_, random) =>
      random.pick(["<number>", "XX", "[insert number]", "___", "??"]),
    ),
  ),
  anywhere(
    "mark of something unfinished",
    "filler",
    behind(" Lorem ipsum dolor sit amet, consectetur adipiscing elit.", " <add details here>", " {{details}}"),
  ),
  anywhere(
    "sentence of the template",
    "marked",
    guidanceLeft(
      (guidance) => `*Guidance: ${guidance}*`,
      (guidance) => `*Instruction: ${guidance}*`,
      (guidance) => `> Guidance: ${guidance}`,
    ),
  ),
  anywhere(
    "sentence of the template",
    "without its marks",
    guidanceLeft((guidance) => guidance),
  ),
  anywhere(
    "section with nothing in it",
    "removed",
    atOne(
      ({ sections }) => sections.filter(isLeafPart),
      ({ from, bodyFrom, to }, text) => ({
        text: splicedIn(text, { from: bodyFrom, to }, "").text,
        lines: [lineAt(text, from)],
      }),
    ),
  ),
  anywhere(
    "not applicable without a reason",
    "section",
    atOne(
      ({ sections }) => sections.filter((section) => isLeafPart(section) && !MAY_BE_EMPTY.test(section.title)),
      ({ from, bodyFrom, to }, text, random) => {
        const put = random.pick(["N/A", "Not applicable.", "n/a", "Does not apply."]);
        const planted = splicedIn(text, { from: bodyFrom, to }, `${put}\n\n`);
        return { text: planted.text, lines: [lineAt(text, from), ...planted.lines] };
      },
    ),
  ),
];

const LINK = /\]\((?<target>[^)#\s]+\.md)(?:#[^)]*)?\)/g;
const CITATION =
  /(?<=[`| ])(?<path>(?:[\w.-]+\/)+[\w.-]+)\.(?<ending>ts|tsx|py|md|yaml):(?<first>\d+)(?:-\d+)?(?=[`| ])/g;

type Groups = Readonly<Record<string, string>>;

const otherLink = (put: (target: string) => string): Planting =>
  instead(LINK, ({ groups = {} }) => put((groups as Groups)["target"] ?? ""));

const otherCitation = (put: (file: string, ending: string, line: number, random: SeededRandom) => string): Planting =>
  instead(CITATION, ({ groups = {} }, random) => {
    const { path = "", ending = "", first = "" } = groups as Groups;
    return put(path, ending, Number(first), random);
  });

const REFERENCES: readonly Defect[] = [
  anywhere(
    "link that leads nowhere",
    "missing file",
    otherLink((target) => `](${target.replace(/\.md$/, "-old.md")})`),
  ),
  anywhere(
    "link that leads nowhere",
    "missing section",
    otherLink((target) => `](${target}#what-nobody-wrote)`),
  ),
  anywhere(
    "link that leads nowhere",
    "empty",
    otherLink(() => "]()"),
  ),
  anywhere(
    "link that leads nowhere",
    "missing definition",
    otherLink(() => "][see-there]"),
  ),
  anywhere(
    "link that leads nowhere",
    "one machine only",
    instead(LINK, (_, random) => random.pick(["](/home/mara/notes/bridge.md)", "](file:///C:/Users/ines/notes.md)"])),
  ),
  anywhere("link that leads nowhere", "missing picture", behind(" ![How it looks](images/overview-final.png)")),
  anywhere(
    "citation of what is not there",
    "missing file",
    otherCitation((path, ending, line) => `${path}_old.${ending}:${line}`),
  ),
  anywhere(
    "citation of what is not there",
    "line beyond the end",
    otherCitation((path, ending, _, random) => `${path}.${ending}:${random.between(2000, 9000)}`),
  ),
  anywhere(
    "citation of what is not there",
    "range beyond the end",
    otherCitation((path, ending, line) => `${path}.${ending}:${line}-4711`),
  ),
  anywhere(
    "citation of what is not there",
    "range from back to front",
    otherCitation((path, ending, line) => `${path}.${ending}:${line + 9}-${line}`),
  ),
];

const MARKDOWN: readonly Defect[] = [
  anywhere(
    "word said twice",
    "in a sentence",
    insteadInProse(/(?<= )(?:the|a|is|of|and|in|to|with|from|its|each|are|for|by)(?= )/g, (word) => `${word} ${word}`),
  ),
  anywhere(
    "two versions of one text",
    "conflict",
    atOne(
      ({ prose }) => prose,
      (line, text) => {
        const own = text.slice(line.from, line.to);
        const other = own.replace(/\b(?:the|a)\b/, "this");
        const planted = splicedIn(text, line, `<<<<<<< HEAD\n${own}\n=======\n${other}\n>>>>>>> review`);
        return { text: planted.text, lines: planted.lines.filter((_, i) => i % 2 === 0) };
      },
    ),
  ),
  anywhere(
    "row that does not fit its table",
    "too short",
    atOne(
      ({ rows }) => rows,
      (row, text) => splicedIn(text, row, text.slice(row.from, row.to).replace(/\|[^|]*\|\s*$/, "|")),
    ),
  ),
  anywhere(
    "row that does not fit its table",
    "too long",
    atOne(
      ({ rows }) => rows,
      ({ to }, text, random) => splicedIn(text, { from: to, to }, random.pick([" see above |", " 12 | 14 |"])),
    ),
  ),
  anywhere(
    "table with nothing in it",
    "no rows",
    atOne(
      ({ text }) => [...text.matchAll(/(?<head>\|(?:[^|\n]*\|){3,}\n\| ?-.*\n)(?:\|.*\n)+/g)],
      (match, text) => {
        const { groups = {}, index } = match;
        const head = (groups as Groups)["head"] ?? "";
        const heading = text.lastIndexOf("\n#", index) + 1;
        return {
          text: splicedIn(text, spanOf(match), head).text,
          lines: [lineAt(text, index), lineAt(text, heading)],
        };
      },
    ),
  ),
  anywhere(
    "heading out of place",
    "twice",
    atOne(
      ({ text, sections }) =>
        sections.filter((section) => isLeafPart(section) && !text.slice(section.from, section.to).includes("|")),
      ({ from, to }, text) => {
        const body = text.slice(from, to).trimEnd();
        const gap = to === text.length ? "\n" : "";
        const planted = splicedIn(text, { from: to, to }, `${gap}${body}\n\n`);
        return { text: planted.text, lines: [lineAt(text, from), lineAt(planted.text, to + gap.length)] };
      },
    ),
  ),
  anywhere(
    "heading out of place",
    "too deep",
    atOne(
      ({ sections }) =>
        sections.filter(({ level, isLeaf }, i) => isLeaf && level > 2 && sections[i - 1]?.level === level - 1),
      ({ from }, text) => splicedIn(text, { from, to: from }, "##"),
    ),
  ),
  anywhere("mark that is never closed", "fence", below("```sh\nnpm run all")),
  anywhere("mark that is never closed", "comment", below("<!-- ask again next week")),
  anywhere("mark that is never closed", "comment in a sentence", behind(" <!-- ask again next week")),
];

const FIELD = /^(?:status|state|branch|date|created|author|authors): .*\n/gm;

const FRONT_MATTER: readonly Defect[] = [
  anywhere(
    "front matter that cannot be read",
    "list",
    atOne(
      ({ text }) => [...text.matchAll(/(?<=^\w+: \[[^\]\n]*)\](?=\n)/gm)],
      (match, text) => {
        const { text: after, lines } = splicedIn(text, spanOf(match), "");
        // A reader of YAML notices it at the next line.
        return { text: after, lines: lines.flatMap((line) => [line, line + 1]) };
      },
    ),
  ),
  anywhere(
    "front matter that cannot be read",
    "key twice",
    atOne(
      ({ text }) => [...text.matchAll(FIELD)].filter(({ index }) => index < text.indexOf("\n---\n")),
      (match, text) => {
        const { from, to } = spanOf(match);
        const { text: after, lines } = splicedIn(text, { from: to, to }, match[0]);
        return { text: after, lines: [lineAt(text, from), ...lines] };
      },
    ),
  ),
  anywhere(
    "front matter that cannot be read",
    "unknown type",
    instead(/(?<=^nomous: )(?:spike|plan|spec|research)$/gm, ([type]) => type.slice(0, -2) + type.slice(-1)),
  ),
];

export const ANY_DEFECTS: readonly Defect[] = [...UNFINISHED, ...REFERENCES, ...MARKDOWN, ...FRONT_MATTER];
