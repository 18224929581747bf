// What to do next with a document. The workbench says it as one sentence for a terminal; a page offers the same as a button.
import type { DocumentOverview } from "@nomous/client";

export type NextStep =
  /** Something to write or mend, in the text. */
  | { readonly kind: "write"; readonly text: string; readonly line: number | undefined }
  | { readonly kind: "state"; readonly name: string; readonly label: string; readonly isApproval: boolean }
  /** It is done, and leads to a document of this type. */
  | { readonly kind: "begin"; readonly type: string }
  | { readonly kind: "nothing" };

export function nextStepOf({ next, possible }: DocumentOverview): NextStep {
  if (next === "" || next === "Nothing to do") return { kind: "nothing" };
  const type = /^Move on: nomous new (\S+) --from /.exec(next)?.[1];
  if (type !== undefined) return { kind: "begin", type };
  const name = /^(?:Move on|Approve): nomous status .* (\S+)$/.exec(next)?.[1];
  const state = possible.find((one) => one.name === name);
  if (state !== undefined) return { kind: "state", ...state };
  const line = /\(line (\d+)\)$/.exec(next)?.[1];
  return { kind: "write", text: next, line: line === undefined ? undefined : Number(line) };
}

/** The step as a sentence of a page, without full stop. */
export function nextText(document: DocumentOverview): string {
  const step = nextStepOf(document);
  switch (step.kind) {
    case "write":
      return step.text;
    case "state":
      return step.isApproval ? "Approve it" : `Move it to ${step.label}`;
    case "begin":
      return `Begin the ${step.type} from it`;
    case "nothing":
      break;
  }
  return "Nothing to do";
}
