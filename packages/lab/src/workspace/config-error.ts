import { createLineIndex, type DataProblem } from "@nomous/workbench/data";

/** Something that a team settled and that cannot be used, and where. */
export interface ConfigProblem {
  /** With `/`, relative to the workspace. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  /** A phrase. */
  readonly message: string;
}

/** Why the settings or the types of a workspace cannot be used; the message has a line for each problem. */
export class ConfigError extends Error {
  readonly problems: readonly ConfigProblem[];
  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`).join("\n"));
    this.name = "ConfigError";
    this.problems = problems;
  }
}

/** Problems of a file, with lines in place of offsets into its text. */
export function configProblems(file: string, text: string, problems: readonly DataProblem[]): ConfigProblem[] {
  const lines = createLineIndex(text);
  return problems.map(({ from, message }) => ({ file, ...lines.positionOf(from), message }));
}
