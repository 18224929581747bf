// A checked document in one line of a list.
import { type CheckedDocument, nextStepOf, progressOf, type Severity, type Surroundings } from "@nomous/workbench";
import { followersOf } from "./move-state.ts";
import { sourcesOf } from "./sources-of.ts";

export interface DocumentOverview {
  /** With `/`, relative to the workspace. */
  readonly path: string;
  readonly title: string;
  /** Name of its type; null: a Markdown file of no type. */
  readonly type: string | null;
  /** Null when it says none that its type knows. */
  readonly state: { readonly name: string; readonly label: string; readonly stage: string } | null;
  /** States that it may move to. */
  readonly possible: readonly { readonly name: string; readonly label: string; readonly isApproval: boolean }[];
  readonly progress: { readonly written: number; readonly required: number; readonly phase: string | null };
  readonly problems: Readonly<Record<Severity, number>>;
  readonly approval: Surroundings["approval"];
  /** What to do next, a sentence. */
  readonly next: string;
  /** Paths of documents that it was made from. */
  readonly sources: readonly string[];
}

export function overviewOf(checked: CheckedDocument): DocumentOverview {
  const { subject, findings } = checked;
  const { typed, markdown, path, surroundings } = subject;
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  const { written, required, phase } = progressOf(checked);
  const { state = null } = typed ?? {};
  return {
    path,
    title: markdown.headings[0]?.title ?? "",
    type: typed?.type.name ?? null,
    state: state === null ? null : { name: state.name, label: state.label, stage: state.stage },
    possible: (typed === null ? [] : followersOf(typed)).map(({ name, label, isApproval = false }) => ({
      name,
      label,
      isApproval,
    })),
    progress: { written, required, phase },
    problems: { error: count("error"), warning: count("warning"), note: count("note") },
    approval: surroundings.approval,
    next: nextStepOf(checked),
    sources: sourcesOf(subject),
  };
}
