// A part as Markdown: its heading or label, what is known, and for the rest its guidance, which `nomous check` asks to be replaced.
import type { Part } from "../type/document-type.ts";
import { composeTable, expectedTable } from "./compose-table.ts";
import type { Draft } from "./draft.ts";
import { type Filling, fillingOf, type Fillings, type Row, rowsOf } from "./filling.ts";
import { numberParts } from "./number-parts.ts";
import type { WrittenPart } from "./written-parts.ts";

interface Writing {
  readonly draft: Draft;
  readonly fillings: Fillings;
  /** `4.1 ` for the part that is the first of the fourth; empty where parts have none. */
  readonly numbers: ReadonlyMap<Part, string>;
}

const TOP_LEVEL = 2;
const DEEPEST_LEVEL = 6;

/** The blocks of all parts, to be joined by blank lines. */
export const composeBody = (parts: readonly WrittenPart[], draft: Draft, fillings: Fillings): string[] =>
  composeParts(parts, TOP_LEVEL, { draft, fillings, numbers: numberParts(draft.type) }, []);

/** Labels that follow each other are one list. Rows that the part above has no table for go to the first that has one. */
function composeParts(parts: readonly WrittenPart[], level: number, writing: Writing, rows: readonly Row[]): string[] {
  const heir = heirAmong(parts, writing);
  const labels = parts.filter(({ part }) => part.as === "label").map(({ part }) => labelItem(part, writing));
  const headed = parts.filter(({ part }) => part.as !== "label");
  return [
    ...(labels.length > 0 ? [labels.join("\n")] : []),
    ...headed.flatMap((written) => headedPart(written, level, writing, written === heir ? rows : [])),
  ];
}

/** A part that has something of its own takes nothing over. */
const heirAmong = (parts: readonly WrittenPart[], { fillings }: Writing): WrittenPart | undefined =>
  parts.find(({ part }) => expectedTable(part) !== undefined && fillingOf(part, fillings) === undefined);

function headedPart(
  { part, below }: WrittenPart,
  level: number,
  writing: Writing,
  inherited: readonly Row[],
): string[] {
  const heading = headingAt(level, `${writing.numbers.get(part) ?? ""}${part.heading}`);
  const filling = fillingOf(part, writing.fillings);
  const rows = filling === undefined ? inherited : rowsOf(filling);
  const passesOn = expectedTable(part) === undefined && heirAmong(below, writing) !== undefined;
  // A part with parts of its own speaks for itself only when it has something that they have not.
  const isSaid = filling?.kind === "text" || filling?.kind === "items";
  const hasOwn =
    isSaid || (part.expects ?? []).length > 0 || (!passesOn && (rows.length > 0 || part.skeleton !== undefined));
  const speaks = below.length === 0 || hasOwn;
  return [
    heading,
    ...(speaks ? ownBlocks(part, filling, { rows, level, draft: writing.draft }) : []),
    ...composeParts(below, level + 1, writing, passesOn ? rows : []),
  ];
}

const headingAt = (level: number, title: string): string => `${"#".repeat(Math.min(level, DEEPEST_LEVEL))} ${title}`;

interface Own {
  readonly rows: readonly Row[];
  readonly level: number;
  readonly draft: Draft;
}

function ownBlocks(part: Part, filling: Filling | undefined, { rows, level, draft }: Own): string[] {
  if (filling?.kind === "text") return [...(filling.isBeginning === true ? [guidance(part)] : []), filling.text];
  if (filling?.kind === "items") return [filling.items.map((item) => itemOf(part, item)).join("\n")];
  if (filling?.kind === "groups")
    return [
      guidance(part),
      ...filling.groups.flatMap(({ title, rows: own }) => [
        ...(title === null ? [] : [headingAt(level + 1, title)]),
        composeTable(part, own, draft) ?? "",
      ]),
    ];
  const skeleton = rows.length > 0 ? undefined : skeletonOf(part, draft);
  const beginning = skeleton ?? composeTable(part, rows, draft) ?? undefined;
  return beginning === undefined ? [guidance(part)] : [guidance(part), beginning];
}

/** On one page a list needs no beginning. */
const skeletonOf = ({ skeleton }: Part, { form }: Draft): string | undefined =>
  form === "short" && skeleton?.startsWith("- ") === true ? undefined : skeleton;

function labelItem(part: Part, { fillings }: Writing): string {
  const filling = fillingOf(part, fillings);
  const label = `- **${part.heading}:**`;
  if (filling?.kind === "text") return `${label} ${filling.text}`;
  if (filling?.kind === "items") return [label, ...filling.items.map((item) => `  ${itemOf(part, item)}`)].join("\n");
  return `${label} ${guidance(part)}`;
}

const guidance = (part: Part): string => `*Guidance: ${part.guidance}*`;

/** With a checkbox where the template has them. */
const itemOf = ({ skeleton = "" }: Part, text: string): string =>
  skeleton.startsWith("- [ ]") ? `- [ ] ${text}` : `- ${text}`;
