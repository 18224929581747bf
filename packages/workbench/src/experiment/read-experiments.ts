import type { DataProblem } from "../data/data-problem.ts";
import type { Fence, Markdown } from "../text/markdown.ts";
import { remember } from "../text/remember.ts";
import type { Span } from "../text/span.ts";
import { decodeExperiment } from "./decode-experiment.ts";
import type { Experiment } from "./experiment.ts";

export interface ReadExperiment {
  readonly fence: Fence;
  /** Also of an experiment that has problems, when it can be told. */
  readonly id: string | null;
  /** Null when there are problems. */
  readonly experiment: Experiment | null;
  /** With offsets in the document. */
  readonly problems: readonly DataProblem[];
  /** Where a value of the experiment stands in the document; the body of the block when it has problems. */
  readonly spanOf: (path: readonly (string | number)[]) => Span;
}

const INFO = /^ya?ml\s+experiment\b/i;

/** The experiments of a document, in its order. A block that is not closed is none yet. */
export const readExperiments = ({ text, fences }: Markdown): ReadExperiment[] =>
  fences.filter(({ info, isClosed }) => isClosed && INFO.test(info)).map((fence) => readFence(fence, text));

const decode = remember(decodeExperiment);

function readFence(fence: Fence, text: string): ReadExperiment {
  const { from, to } = fence.body;
  const body = text.slice(from, to);
  const decoded = decode(body);
  const inDocument = <T extends Span>(one: T): T => ({ ...one, from: from + one.from, to: from + one.to });
  if (!decoded.ok) {
    const problems = decoded.problems.map(inDocument);
    return { fence, id: idIn(body), experiment: null, problems, spanOf: () => fence.body };
  }
  const { experiment, spanOf } = decoded;
  return { fence, id: experiment.id, experiment, problems: [], spanOf: (path) => inDocument(spanOf(path)) };
}

const idIn = (yaml: string): string | null => /^id:[ \t]*["']?([a-z0-9-]+)/m.exec(yaml)?.[1] ?? null;
