// OpenAPI and Swagger: what a tool that reads the description would stumble over. A text without a version is a fragment of one,
// judged by what is there only.
import { referenceProblems, schemaProblems } from "./json-schema-contract.ts";
import {
  type ContractProblem,
  entriesOf,
  entryOf,
  itemsOf,
  nodeAt,
  type SourceEntry,
  type SourceNode,
  textOf,
  valueOf,
} from "./source-tree.ts";

const METHODS: ReadonlySet<string> = new Set("delete get head options patch post put query trace".split(" "));
const STATUS = /^(?:default|[1-5](?:XX|\d\d)|x-.*)$/;
/** A gateway marks one that takes the rest of the path with a sign of its own. */
const PARAMETER = /\{([^{}]+?)[+*]?\}/g;

export function openapiProblems(root: SourceNode, isFragment: boolean): ContractProblem[] {
  const paths = pathsOf(root);
  const operations = paths.flatMap(({ value }) => entriesOf(value).filter(({ key }) => METHODS.has(key)));
  const schemas = [valueOf(valueOf(root, "components"), "schemas"), valueOf(root, "definitions")].flatMap(entriesOf);
  return [
    ...(isFragment ? [] : missingParts(root)),
    ...(isFragment ? [] : referenceProblems(root, (part) => entryOf(root, part) !== undefined)),
    ...paths.flatMap((path) => parameterProblems(root, path)),
    ...operations.flatMap((operation) => responseProblems(operation, !isFragment && needsResponses(root))),
    ...duplicateIds(operations),
    ...schemas.flatMap(({ value }) => schemaProblems(value)),
  ];
}

/** The path items of a description, or of a fragment that begins with them. */
function pathsOf(root: SourceNode): SourceEntry[] {
  const paths = [...entriesOf(valueOf(root, "paths")), ...entriesOf(root)];
  return [...paths.filter(({ key }) => key.startsWith("/")), ...entriesOf(valueOf(root, "webhooks"))];
}

function versionOf(root: SourceNode): { entry: SourceEntry; isLax: boolean } | null {
  const entry = entryOf(root, "openapi") ?? entryOf(root, "swagger");
  if (entry === undefined) return null;
  const version = entry.value.kind === "scalar" ? String(entry.value.value) : "";
  return { entry, isLax: /^3\.[1-9]/.test(version) };
}

/** From 3.1 on an operation may leave its responses out. */
const needsResponses = (root: SourceNode): boolean => versionOf(root)?.isLax === false;

function missingParts(root: SourceNode): ContractProblem[] {
  const version = versionOf(root);
  if (version === null || (root.kind === "map" && root.isOpen)) return [];
  const { entry, isLax } = version;
  const places = isLax ? ["paths", "components", "webhooks"] : ["paths"];
  const hasPaths = places.some((key) => entryOf(root, key) !== undefined);
  const missing = [...(entryOf(root, "info") === undefined ? ["info"] : []), ...(hasPaths ? [] : ["paths"])];
  return missing.map((part) => ({
    ...entry.place,
    message: `A description with \`${entry.key}\` needs \`${part}\`. Add it.`,
  }));
}

/** What a path has in braces, and an operation is not given. Where no parameters are listed, none are expected. */
function parameterProblems(root: SourceNode, { key, place, value }: SourceEntry): ContractProblem[] {
  const shared = valueOf(value, "parameters");
  const operations = entriesOf(value).filter((entry) => METHODS.has(entry.key));
  const own = operations.length === 0 ? [undefined] : operations.map((entry) => valueOf(entry.value, "parameters"));
  const given = own.flatMap((each) => {
    const lists = [shared, each].filter((list) => list !== undefined);
    return lists.length === 0 ? [] : (namesIn(root, lists) ?? []);
  });
  const quote = place.to - place.from > key.length ? 1 : 0;
  return [...key.matchAll(PARAMETER)].flatMap(({ 0: written, 1: name = "", index }) => {
    if (given.every((names) => names.has(name))) return [];
    const from = place.from + quote + index;
    const message = `\`${name}\` is no parameter of this path. Declare it \`in: path\`.`;
    return [{ from, to: from + written.length, message }];
  });
}

/** The parameters that can stand in the path; null where one is not seen. */
function namesIn(root: SourceNode, lists: readonly SourceNode[]): ReadonlySet<string> | null {
  const names = new Set<string>();
  if (lists.some(({ kind }) => kind !== "list")) return null;
  for (const item of lists.flatMap(itemsOf)) {
    const pointer = textOf(valueOf(item, "$ref"));
    const parameter = pointer === null ? item : nodeAt(root, pointer);
    const name = textOf(valueOf(parameter, "name"));
    if (name === null) return null;
    if ((textOf(valueOf(parameter, "in")) ?? "path") === "path") names.add(name);
  }
  return names;
}

function responseProblems({ key, place, value }: SourceEntry, areNeeded: boolean): ContractProblem[] {
  const responses = valueOf(value, "responses");
  if (value.kind === "map" && !value.isOpen && responses === undefined)
    return areNeeded ? [{ ...place, message: `\`${key}\` has no \`responses\`. Add at least one.` }] : [];
  return entriesOf(responses).flatMap((response) => {
    if (STATUS.test(response.key)) return [];
    const message = `\`${response.key}\` is no status code. Write 100 to 599, \`2XX\` or \`default\`.`;
    return [{ ...response.place, message }];
  });
}

function duplicateIds(operations: readonly SourceEntry[]): ContractProblem[] {
  const seen = new Set<string>();
  return operations.flatMap(({ value }) => {
    const node = valueOf(value, "operationId");
    const id = textOf(node);
    if (node === undefined || id === null) return [];
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [
      { from: node.from, to: node.to, message: `Another operation has the \`operationId\` \`${id}\`. Rename one.` },
    ];
  });
}
