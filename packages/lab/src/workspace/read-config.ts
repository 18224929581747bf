// `nomous.yaml`: what a team settles for its workspace. Everything in it is optional, and what is not understood is an error, because a
// setting that silently does nothing is found out too late.
import { decodeYaml } from "@nomous/workbench/data";
import * as z from "zod/mini";
import { readDocument } from "../document/read-document.ts";
import { ApprovalCount, ApproverList, shortage } from "../review/approvers.ts";
import { ConfigError, configProblems } from "./config-error.ts";
import { CONFIG_FILE } from "./find-root.ts";
import type { Workspace } from "./open-workspace.ts";
import { WorkspaceError } from "./workspace-error.ts";
import { toWorkspacePath } from "./workspace-path.ts";

const RuleLevel = z.enum(["off", "note", "warning", "error"]);

const NOT_BELOW = "expected a path below the workspace with no .. and no drive, such as docs/plans";
const WorkspacePath = z.pipe(
  z.string().check(z.refine((path) => toWorkspacePath(path) !== null, NOT_BELOW)),
  z.transform((path) => toWorkspacePath(path) ?? path),
);
const Words = z.string().check(z.minLength(1));

/** A key with nothing after it is a key that is not there: its values may be commented out. */
const withDefault = <T>(schema: z.ZodMiniType<T>, value: NoInfer<T>) =>
  z.pipe(
    z.nullish(schema),
    z.transform((given: T | null | undefined): T => given ?? value),
  );

export const Config = z
  .strictObject({
    /** Who owns documents that name nobody. */
    owner: withDefault(z.nullable(Words), null),
    /** Where new documents of a type go, with `/`, relative to the workspace. */
    folders: withDefault(z.record(z.string(), WorkspacePath), {}),
    /** YAML files with the team's own types. */
    types: withDefault(z.array(WorkspacePath), []),
    /** What is never checked, as patterns of a `.gitignore`. */
    ignore: withDefault(z.array(Words), []),
    /** What a rule weighs here, by its id. */
    rules: withDefault(z.record(z.string(), RuleLevel), {}),
    /** Scopes that this workspace never has, such as `gpu`. */
    without: withDefault(z.array(Words), []),
    /** Who may approve; null: anybody. Here a key with nothing after it is an error: a list that was commented out must not let everybody in. */
    approvers: z.pipe(
      z.optional(ApproverList),
      z.transform((list) => list ?? null),
    ),
    /** How many have to. */
    approvals: withDefault(ApprovalCount, 1),
  })
  .check((found) => {
    const message = shortage(found.value);
    if (message !== null) found.issues.push({ code: "custom", path: ["approvals"], input: found.value, message });
  });
export type Config = z.infer<typeof Config>;

/** As without a `nomous.yaml`. */
export const DEFAULT_CONFIG: Config = z.parse(Config, {});

/** The settings of a workspace. Rejects with a `ConfigError` that names every problem, or a `WorkspaceError` when it cannot be read. */
export async function readConfig(workspace: Workspace): Promise<Config> {
  const text = await readText(workspace);
  const decoded = decodeYaml(z.nullable(Config), text);
  if (decoded.ok) return decoded.value ?? DEFAULT_CONFIG;
  throw new ConfigError(configProblems(CONFIG_FILE, text, decoded.problems));
}

async function readText(workspace: Workspace): Promise<string> {
  try {
    return (await readDocument(workspace, CONFIG_FILE)).text;
  } catch (error) {
    if (error instanceof WorkspaceError && error.code === "not-found") return "";
    throw error;
  }
}
