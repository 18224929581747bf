// Where each line of the documents that people bring has gone: into a part, a field or a state of a type, a rule, or a command. A line
// that nothing answers for, or that names something that is not there, is a fault of ours.
import { BUILT_IN_TYPES } from "../type/built-in.ts";
import { allParts, type DocumentType } from "../type/document-type.ts";
import { planSeed } from "./plan-seed.ts";
import { COMMANDS, type Seed, type SeedLine } from "./seed-line.ts";
import { specSeed } from "./spec-seed.ts";
import { spikeSeed } from "./spike-seed.ts";

export const SEEDS: readonly Seed[] = [spikeSeed, planSeed, specSeed];

/** What is wrong with the mapping, a sentence each; none when every line is answered for by things that exist. */
export const findGaps = (seeds: readonly Seed[], ruleIds: ReadonlySet<string>): string[] =>
  seeds.flatMap((seed) => {
    const type = BUILT_IN_TYPES.find(({ name }) => name === seed.type);
    if (type === undefined) return [`${seed.title}: no type is called ${seed.type}`];
    const lines = seed.groups.flatMap(({ heading, lines: inGroup }) => inGroup.map((line) => ({ heading, line })));
    return lines.flatMap(({ heading, line }) =>
      gapsOf(line, type, ruleIds).map((gap) => `${seed.title}, ${heading}, ${line.line}: ${gap}`),
    );
  });

function gapsOf(
  { parts = [], fields = [], states = [], rules = [], commands = [] }: SeedLine,
  type: DocumentType,
  ruleIds: ReadonlySet<string>,
): string[] {
  return [
    ...(parts.length + fields.length + states.length + rules.length + commands.length === 0
      ? ["nothing answers for it"]
      : []),
    ...unknown(
      "part",
      parts,
      [...allParts(type.parts)].map(({ id }) => id),
    ),
    ...unknown(
      "field",
      fields,
      type.fields.map(({ key }) => key),
    ),
    ...unknown(
      "state",
      states,
      type.states.map(({ name }) => name),
    ),
    ...unknown("rule", rules, ruleIds),
    ...unknown("command", commands, COMMANDS),
  ];
}

function unknown(what: string, named: readonly string[], known: Iterable<string>): string[] {
  const all = new Set(known);
  return named.filter((name) => !all.has(name)).map((name) => `there is no ${what} ${name}`);
}

/** The page of the documentation that shows the mapping. */
export const renderSeedCoverage = (seeds: readonly Seed[]): string =>
  [INTRODUCTION, ...seeds.map(renderSeed)].join("\n");

const INTRODUCTION = `# Where each line of the three templates went

This page is generated from the types; a test fails when a line has no place, or names a part, rule or command that does not exist.
Parts, fields and states are named as \`nomous new\` writes them, rules by their id (\`nomous rules ID\`), and commands as they are typed.
`;

function renderSeed({ title, type: name, groups }: Seed): string {
  const type = BUILT_IN_TYPES.find((one) => one.name === name);
  const rows = groups.flatMap(({ heading, lines }) =>
    lines.map(
      (line) =>
        `| ${heading} | ${line.line} | ${type === undefined ? "" : placesOf(line, type)} | ${rulesOf(line)} | ${commandsOf(line)} |`,
    ),
  );
  return [
    `## ${title}`,
    "",
    "| Section | Line | Part, field or state | Rules | Commands |",
    "|---|---|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}

function placesOf({ parts = [], fields = [], states = [] }: SeedLine, type: DocumentType): string {
  return [
    ...parts.map((id) => headingsTo(type.parts, id).join(" › ")),
    ...fields.map((key) => `field \`${key}\``),
    ...states.map((state) => `state \`${state}\``),
  ].join("; ");
}

/** The headings that lead to a part. */
function headingsTo(parts: DocumentType["parts"], id: string): string[] {
  for (const part of parts) {
    if (part.id === id) return [part.heading];
    const below = headingsTo(part.parts ?? [], id);
    if (below.length > 0) return [part.heading, ...below];
  }
  return [];
}

const rulesOf = ({ rules = [] }: SeedLine): string => rules.map((id) => `\`${id}\``).join(", ");

const commandsOf = ({ commands = [] }: SeedLine): string => commands.map((command) => `\`${command}\``).join(", ");
