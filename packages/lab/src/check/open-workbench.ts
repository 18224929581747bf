// A workspace with what its team settled: the settings, and the types that ship with those of the team. What contradicts itself or names
// what nobody knows is told with its place, all of it, before anything is checked with it.
import { type DocumentType, RULES } from "@nomous/workbench";
import { locateYaml, nearestWord } from "@nomous/workbench/data";
import { readDocument } from "../document/read-document.ts";
import { ConfigError, configProblems } from "../workspace/config-error.ts";
import { CONFIG_FILE } from "../workspace/find-root.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import { type Config, readConfig } from "../workspace/read-config.ts";
import type { Workbench } from "./check-workspace.ts";
import { loadTypes, templateOf } from "./load-types.ts";

/** `today` as `2026-11-28`. Rejects with a `ConfigError` or a `WorkspaceError`. */
export async function openWorkbench(workspace: Workspace, today: string): Promise<Workbench> {
  const config = await readConfig(workspace);
  const types = await loadTypes(workspace, config.types);
  await checkNames(workspace, config, types);
  const placed = types.map((type) => ({ ...type, folder: config.folders[type.name] ?? type.folder }));
  // A template looks like a document of its type, and is none.
  const ignore = [...config.ignore, ...config.types.map((path) => `/${templateOf(path)}`)];
  return { workspace, config: { ...config, ignore }, types: placed, rules: RULES, today };
}

/** A rule, a type or a scope that is misspelt would silently settle nothing. */
async function checkNames(workspace: Workspace, config: Config, types: readonly DocumentType[]): Promise<void> {
  const typeNames = types.map(({ name }) => name);
  const wrong = [
    ...unknownNames(
      "rule",
      Object.keys(config.rules),
      RULES.map(({ id }) => id),
      (name) => ["rules", name],
    ),
    ...unknownNames("type", Object.keys(config.folders), typeNames, (name) => ["folders", name]),
    ...(config.approvers ?? []).flatMap((approver, i) =>
      unknownNames("type", approver.types ?? [], typeNames, (_, j) => ["approvers", i, "types", j]),
    ),
    ...unknownNames(
      "type",
      typeof config.approvals === "number" ? [] : Object.keys(config.approvals),
      typeNames,
      (name) => ["approvals", name],
    ),
    ...unknownNames(
      "scope",
      config.without,
      types.flatMap(({ scopes }) => scopes.map(({ name }) => name)),
      (_, i) => ["without", i],
    ),
  ];
  if (wrong.length === 0) return;
  const { text } = await readDocument(workspace, CONFIG_FILE);
  const problems = wrong.map(({ path, message }) => ({ from: locateYaml(text, path), to: text.length, message }));
  throw new ConfigError(configProblems(CONFIG_FILE, text, problems));
}

interface UnknownName {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

function unknownNames(
  what: string,
  names: readonly string[],
  known: readonly string[],
  pathOf: (name: string, index: number) => readonly (string | number)[],
): UnknownName[] {
  return names.flatMap((name, i) => {
    if (known.includes(name)) return [];
    const near = nearestWord(name, known);
    const message = `there is no ${what} "${name}"${near === undefined ? "" : `: did you mean ${near}?`}`;
    return [{ path: pathOf(name, i), message }];
  });
}
