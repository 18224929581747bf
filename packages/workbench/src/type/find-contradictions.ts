// What a type says of itself that cannot all be true. The types that ship have none; a team's type is told all of them at once.
import { allParts, type DocumentType, type Expectation, type Part } from "./document-type.ts";
import { headingKey } from "./locate-parts.ts";

/** Where in a type it stands. */
export type TypePlace =
  | { readonly of: "type"; readonly key: string }
  | { readonly of: "states" | "scopes" | "fields" | "phases"; readonly index: number; readonly key: string }
  | { readonly of: "part"; readonly part: Part; readonly key: keyof Part };

interface Contradiction {
  readonly place: TypePlace;
  /** A phrase that says what is the matter and what to do. */
  readonly message: string;
}

export const findContradictions = (type: DocumentType): readonly Contradiction[] => [
  ...findBadNames(type),
  ...findBadFolder(type),
  ...findDoubles("states", type.states, "name"),
  ...findDoubles("scopes", type.scopes, "name"),
  ...findDoubles("fields", type.fields, "key"),
  ...findStateTrouble(type),
  ...findUnusedScopes(type),
  ...findEmptyChoices(type),
  ...findDoubleHeadings(type.parts),
  ...findDoubleIds(type),
  ...[...allParts(type.parts)].flatMap((part) => findPartTrouble(part, type)),
  ...findUnknownPhaseParts(type),
];

const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** Names stand in front matter and on the command line. */
function findBadNames({ name, states, scopes }: DocumentType): Contradiction[] {
  const all = [
    { name, place: { of: "type", key: "type" } as const },
    ...states.map((state, index) => ({ name: state.name, place: { of: "states", index, key: "name" } as const })),
    ...scopes.map((scope, index) => ({ name: scope.name, place: { of: "scopes", index, key: "name" } as const })),
  ];
  return all
    .filter((one) => !NAME.test(one.name))
    .map((one) => ({
      place: one.place,
      message: `"${one.name}" cannot be a name: use lower-case letters, digits and hyphens, such as in-review`,
    }));
}

function findBadFolder({ folder }: DocumentType): Contradiction[] {
  const isInside = folder !== "" && !/^\/|\\|^[a-z]:|\/$/i.test(folder) && !folder.split("/").includes("..");
  return isInside ? [] : [{ place: { of: "type", key: "folder" }, message: FOLDER }];
}

const FOLDER = "a folder is a path inside the workspace with / and no / at either end, such as docs/runbooks";

function findDoubles<T>(
  of: "states" | "scopes" | "fields",
  list: readonly T[],
  key: keyof T & string,
): Contradiction[] {
  const names = list.map((one) => String(one[key]));
  return names.flatMap((name, index) =>
    names.indexOf(name) < index
      ? [{ place: { of, index, key }, message: `"${name}" is there twice: rename or remove one` }]
      : [],
  );
}

/** A new document has the first state, so every other must be reached from it. */
function findStateTrouble({ states }: DocumentType): Contradiction[] {
  if (states.length === 0) return [{ place: { of: "type", key: "states" }, message: "a type needs a state: add one" }];
  const names = new Set(states.map(({ name }) => name));
  const unknown = states.flatMap(({ next }, index) =>
    next
      .filter((name) => !names.has(name))
      .map((name) => ({
        place: { of: "states", index, key: "next" } as const,
        message: `no state is called "${name}": add it, or name one of ${[...names].join(", ")}`,
      })),
  );
  const reached = reachableStates(states);
  const lost = states.flatMap(({ name }, index) =>
    reached.has(name)
      ? []
      : [
          {
            place: { of: "states", index, key: "name" } as const,
            message: `no document can become "${name}": add it to the next of another state, or remove it`,
          },
        ],
  );
  return [...unknown, ...lost];
}

function reachableStates(states: DocumentType["states"]): ReadonlySet<string> {
  const reached = new Set(states.slice(0, 1).map(({ name }) => name));
  // A set that grows while it is walked visits what was added.
  for (const name of reached)
    for (const next of states.find((state) => state.name === name)?.next ?? []) reached.add(next);
  return reached;
}

function findUnusedScopes({ scopes, parts }: DocumentType): Contradiction[] {
  const used = new Set([...allParts(parts)].flatMap(scopesOf));
  return scopes.flatMap(({ name }, index) =>
    used.has(name)
      ? []
      : [
          {
            place: { of: "scopes", index, key: "name" },
            message: `nothing depends on "${name}": let a part need it, or remove it`,
          },
        ],
  );
}

const scopesOf = ({ need, expects = [] }: Part): string[] => [
  ...(typeof need === "object" ? [need.scope] : []),
  ...expects.flatMap((one) => (one.kind === "table" ? (one.rows ?? []).flatMap(({ scope }) => scope ?? []) : [])),
];

const findEmptyChoices = ({ fields }: DocumentType): Contradiction[] =>
  fields.flatMap(({ kind, choices = [] }, index) =>
    kind === "choice" && choices.length === 0
      ? [{ place: { of: "fields", index, key: "kind" }, message: "a choice needs choices: list them, or make it text" }]
      : [],
  );

/** Two parts under one parent that one heading would mean. */
function findDoubleHeadings(siblings: readonly Part[]): Contradiction[] {
  const owners = new Map<string, Part>();
  const doubles = siblings.flatMap((part) =>
    [part.heading, ...(part.aliases ?? [])].flatMap((name, i) => {
      const owner = owners.get(headingKey(name)) ?? part;
      owners.set(headingKey(name), owner);
      if (owner === part) return [];
      const key = i === 0 ? ("heading" as const) : ("aliases" as const);
      return [
        { place: { of: "part" as const, part, key }, message: `"${name}" also means "${owner.heading}": rename one` },
      ];
    }),
  );
  return [...doubles, ...siblings.flatMap(({ parts = [] }) => findDoubleHeadings(parts))];
}

/** Two of one heading have been told of that already. */
function findDoubleIds({ parts }: DocumentType): Contradiction[] {
  const all = [...allParts(parts)];
  const first = new Map(all.toReversed().map((part) => [part.id, part]));
  return all
    .filter((part) => headingKey(first.get(part.id)?.heading ?? "") !== headingKey(part.heading))
    .map((part) => ({
      place: { of: "part", part, key: "id" },
      message: `the id "${part.id}" is there twice: change one`,
    }));
}

function findPartTrouble(part: Part, type: DocumentType): Contradiction[] {
  const trouble = (key: keyof Part, message: string): Contradiction => ({ place: { of: "part", part, key }, message });
  const known = type.scopes.map(({ name }) => name);
  return [
    ...scopesOf(part)
      .filter((scope) => !known.includes(scope))
      .map((scope) =>
        trouble("need", `no scope is called "${scope}": add it to scopes, or name one of ${known.join(", ")}`),
      ),
    ...(part.expects ?? []).flatMap(expectationTrouble).map((message) => trouble("expects", message)),
    ...(isLabelBehindHeading(part) ? [trouble("parts", LABELS_FIRST)] : []),
    ...(part.guidance.trim() === "" ? [trouble("guidance", "a part needs guidance: say what to write here")] : []),
  ];
}

const LABELS_FIRST = "a label behind a heading would belong to that heading: put the labels first";

function isLabelBehindHeading({ parts = [] }: Part): boolean {
  const firstHeading = parts.findIndex(({ as }) => as !== "label");
  return firstHeading >= 0 && parts.slice(firstHeading).some(({ as }) => as === "label");
}

function expectationTrouble(expectation: Expectation): string[] {
  if (expectation.kind === "words") {
    const { min = 0, max = Number.POSITIVE_INFINITY } = expectation;
    return min > max ? [`at least ${min} words and at most ${max} cannot both hold: change one`] : [];
  }
  if (expectation.kind !== "table") return [];
  if (expectation.columns.length === 0) return ["a table needs columns: name them"];
  const keys = expectation.columns.map(({ heading }) => headingKey(heading));
  const double = expectation.columns.find((_, i) => keys.indexOf(keys[i] ?? "") < i);
  return double === undefined ? [] : [`the column "${double.heading}" is there twice: remove one`];
}

function findUnknownPhaseParts({ phases, parts }: DocumentType): Contradiction[] {
  const ids = new Set([...allParts(parts)].map(({ id }) => id));
  return phases.flatMap(({ parts: named }, index) =>
    named
      .filter((id) => !ids.has(id))
      .map((id) => ({
        place: { of: "phases", index, key: "parts" },
        message: `no part has the id "${id}": name one that is there`,
      })),
  );
}
