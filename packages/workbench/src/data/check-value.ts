import * as z from "zod/mini";
import { explainIssue } from "./explain-issue.ts";

/** What is wrong with a value, by the names that lead to it. */
export interface ValueProblem {
  readonly path: readonly PropertyKey[];
  /** The last name of the path is wrong, not what it leads to. */
  readonly isAboutKey: boolean;
  readonly message: string;
}

export type CheckedValue<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly ValueProblem[] };

export function checkValue<T>(schema: z.core.$ZodType<T>, value: unknown): CheckedValue<T> {
  const parsed = z.safeParse(schema, value, { error: explainIssue });
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, problems: parsed.error.issues.flatMap((issue) => problemsOf(issue, [])) };
}

function problemsOf(issue: z.core.$ZodIssue, base: readonly PropertyKey[]): ValueProblem[] {
  const path = [...base, ...issue.path];
  const { message } = issue;
  if (issue.code === "unrecognized_keys") {
    const messages = message.split("\n");
    return issue.keys.map((key, i) => ({ path: [...path, key], isAboutKey: true, message: messages[i] ?? message }));
  }
  if (issue.code === "invalid_key") return [{ path, isAboutKey: true, message: issue.issues[0]?.message ?? message }];
  const meant = issue.code === "invalid_union" ? meantBranch(issue.errors) : undefined;
  if (meant !== undefined) return meant.flatMap((inner) => problemsOf(inner, path));
  return [{ path, isAboutKey: false, message }];
}

/** The one alternative whose problems are all inside the value: that of another kind cannot have been meant. */
function meantBranch(branches: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] | undefined {
  const possible = branches.filter((issues) =>
    issues.every(({ path, code }) => path.length > 0 || code === "unrecognized_keys"),
  );
  return possible.length === 1 ? possible[0] : undefined;
}
