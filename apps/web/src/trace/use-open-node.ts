// Where the things of a trace are opened: documents at their line, experiments and what they measured on their page, other files on theirs.
import type { TraceNode } from "@nomous/client";
import { useLocation } from "wouter";
import { fileAddress, runAddress, RUNS_ADDRESS } from "../address.ts";
import { useDocuments } from "../library/use-documents.ts";
import { useOpenDocument } from "../library/use-open-document.ts";

type Place = NonNullable<TraceNode["place"]>;

export interface NodeOpener {
  readonly open: (node: TraceNode) => void;
  readonly goTo: (place: Place) => void;
  /** What is being opened, or why it was not, in words. */
  readonly told: string | undefined;
  readonly hasFailed: boolean;
}

export function useOpenNode(): NodeOpener {
  const [, navigate] = useLocation();
  const opener = useOpenDocument();
  const { data } = useDocuments();
  const goTo = ({ path, line }: Place): void => {
    if (!/\.(?:md|markdown)$/i.test(path)) return navigate(fileAddress(path, [line, line]));
    return opener.open(data?.documents.find((one) => one.path === path) ?? { path }, { line, column: 1 });
  };
  return {
    goTo,
    open(node) {
      const { place } = node;
      const run = runOf(node);
      if (run !== undefined) navigate(run);
      else if (place !== null) goTo(place);
    },
    told: opener.error ?? (opener.opening === undefined ? undefined : `${opener.openingText} ${opener.opening}`),
    hasFailed: opener.error !== undefined,
  };
}

/** The page of an experiment, or of the one that left some evidence. */
function runOf({ kind, id, place }: TraceNode): string | undefined {
  if (kind === "experiment" && place !== null) return runAddress(place.path, id.slice(id.lastIndexOf("#") + 1));
  const experiment = kind === "evidence" ? /^evidence\/([^/]+)\//.exec(id)?.[1] : undefined;
  return experiment === undefined ? undefined : `${RUNS_ADDRESS}/${encodeURIComponent(experiment)}`;
}
