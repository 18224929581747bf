import type { Span } from "../text/span.ts";

/** What is wrong with a piece of YAML or JSON, and where. The message is a phrase, made to follow `file:line:column: `. */
export interface DataProblem extends Span {
  readonly message: string;
}
