// The proof that defects are found: documents whose headings are right and whose content is wrong, made from clean ones, with known
// truth. A finding counts when the clean document does not have it and it begins on a line to which a reader would point.
import { BUILT_IN_TYPES, checkDocument, type Finding, RULES } from "@nomous/workbench";
import { createLineIndex } from "@nomous/workbench/data";
import { describe, expect, it } from "vitest";
import { type Base, BASES, saved, TYPES } from "./base.ts";
import { DEFECTS, type Specimen, specimensOf } from "./corpus.ts";
import { surroundingsWith } from "./workspace.ts";

const SEED = Number(process.env["NOMOUS_DEFECT_SEED"] ?? 20_261_120);
const COUNT = Number(process.env["NOMOUS_DEFECTS"] ?? 50);
const SHARE = 0.9;

const documents = Object.fromEntries(BASES.map((base) => [base.path, saved(base.text, base)]));

interface Told {
  readonly line: number;
  readonly finding: Finding;
}

function check(base: Base, text: string): Told[] {
  const written = saved(text, base);
  const { findings } = checkDocument({
    path: base.path,
    text: written,
    types: BUILT_IN_TYPES,
    rules: RULES,
    surroundings: surroundingsWith({ ...documents, [base.path]: written }, base.isApproved ? "valid" : "none"),
  });
  const lines = createLineIndex(written);
  return findings.map((finding) => ({ finding, line: lines.positionOf(finding.from).line }));
}

const nameOf = ({ finding }: Told): string => `${finding.rule} ${finding.message}`;
const clean = new Map(BASES.map((base) => [base, check(base, base.text)]));

/** The rules that found it, at its lines. */
function findersOf({ base, text, lines }: Specimen): string[] {
  const before = new Set(clean.get(base)?.map(nameOf));
  return check(base, text)
    .filter((told) => !before.has(nameOf(told)) && lines.includes(told.line))
    .map(({ finding }) => finding.rule);
}

describe("clean documents", () => {
  it.each(BASES)("$name has nothing to tell", (base) => {
    expect(clean.get(base)?.map((told) => `${told.line} ${nameOf(told)}`)).toEqual([]);
  });
});

const kindsOf = (some: readonly Specimen[]): number => new Set(some.map(({ defect }) => defect.kind)).size;

describe.each(TYPES)("defects of a %s", (type) => {
  const all = specimensOf(type, SEED, Number.POSITIVE_INFINITY);
  const specimens = all.slice(0, COUNT);

  it("are of at least 30 kinds, and all kinds are among the documents", () => {
    expect(kindsOf(all)).toBeGreaterThanOrEqual(30);
    expect(kindsOf(specimens)).toBe(Math.min(kindsOf(all), COUNT));
  });

  it("each have a place where they can be planted, and lines on which they show", () => {
    const planted = new Set(all.map(({ defect }) => defect));
    const idle = DEFECTS[type].filter((defect) => !planted.has(defect));
    expect(idle.map(({ name }) => name)).toEqual([]);
    const without = all.filter(({ base, text, lines }) => text === base.text || lines.length === 0);
    expect(without.map(({ defect }) => defect.name)).toEqual([]);
  });

  it(`are found in at least ${SHARE * 100} of 100 documents, each at its lines`, () => {
    const missed = specimens.filter((specimen) => findersOf(specimen).length === 0);
    const found = specimens.length - missed.length;
    console.log([`${type}: ${found} of ${specimens.length} found`, ...missed.map(describeMiss)].join("\n"));
    expect(found).toBeGreaterThanOrEqual(SHARE * specimens.length);
  });
});

function describeMiss({ defect, base, text, lines: [line = 1] }: Specimen): string {
  return `  missed: ${defect.name} (${base.name}:${line})\n    ${text.split("\n")[line - 1]?.trim()}`;
}
