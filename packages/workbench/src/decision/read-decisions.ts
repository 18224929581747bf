// The `yaml decision` blocks of a document, each decoded or with its problems; places are offsets in the document.
import { type Document, isMap, isNode, isScalar } from "yaml";
import type { DataProblem } from "../data/data-problem.ts";
import { decodeYaml } from "../data/decode-yaml.ts";
import type { Fence, Markdown } from "../text/markdown.ts";
import { remember } from "../text/remember.ts";
import type { Span } from "../text/span.ts";
import type { Criterion, Decision, MetricName, MustHave } from "./decision.ts";
import { type CriterionData, type DecisionData, decisionSchema, type MustData } from "./decision-schema.ts";

export interface ReadDecision {
  readonly fence: Fence;
  /** Null when there are problems. */
  readonly decision: Decision | null;
  readonly problems: readonly DataProblem[];
  /** Where a value of the block stands, or the name of an entry; the block when it is not there. */
  readonly placeOf: (path: readonly (string | number)[], what?: "value" | "name") => Span;
}

const INFO = /^ya?ml\s+decision\b/i;

/** The decisions of a document, in its order. A block that is not closed is none yet. */
export const readDecisions = ({ text, fences }: Markdown): ReadDecision[] =>
  fences.filter(({ info, isClosed }) => isClosed && INFO.test(info)).map((fence) => readFence(text, fence));

const decode = remember((yaml: string) => {
  const decoded = decodeYaml(decisionSchema, yaml);
  return decoded.ok ? { ...decoded, decision: fromData(decoded.value) } : decoded;
});

function readFence(text: string, fence: Fence): ReadDecision {
  const { from, to } = fence.body;
  const inDocument = <T extends Span>(one: T): T => ({ ...one, from: from + one.from, to: from + one.to });
  const decoded = decode(text.slice(from, to));
  if (!decoded.ok)
    return { fence, decision: null, problems: decoded.problems.map(inDocument), placeOf: () => fence.body };
  const { decision, document } = decoded;
  return {
    fence,
    decision,
    problems: [],
    placeOf: (path, what = "value") => {
      const [start, end] = (what === "value" ? valueAt : nameAt)(document, path) ?? [];
      return start === undefined || end === undefined ? fence.body : inDocument({ from: start, to: end });
    },
  };
}

type Range = readonly [number, number, number];

function valueAt(document: Document, path: readonly (string | number)[]): Range | undefined {
  const node = document.getIn(path, true);
  return isNode(node) ? (node.range ?? undefined) : undefined;
}

function nameAt(document: Document, path: readonly (string | number)[]): Range | undefined {
  const parent = document.getIn(path.slice(0, -1), true);
  const pair = isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1)) : undefined;
  return isNode(pair?.key) ? (pair.key.range ?? undefined) : undefined;
}

const fromData = ({ id, options, must = [], criteria }: DecisionData): Decision => ({
  id,
  options: Object.entries(options).map(([name, variants]) => ({ name, variants })),
  musts: must.map(mustFrom),
  criteria: criteria.map(criterionFrom),
});

/** The schema has seen to it that what a judgement or a metric needs is there. */
function mustFrom(data: MustData): MustHave {
  const { name, metric, judged = {}, by = "", because = "", "at-most": most, "at-least": least } = data;
  if (metric === undefined) return { kind: "judged", name: name ?? "", answers: judged, by, because };
  return {
    kind: "metric",
    name: name ?? null,
    metric: metricName(metric),
    ...(most === undefined ? { bound: "at least", limit: least ?? 0 } : { bound: "at most", limit: most }),
  };
}

function criterionFrom({ name, weight, metric, judged = {}, by = "", because = "" }: CriterionData): Criterion {
  if (metric === undefined) return { kind: "judged", name, weight, scores: judged, by, because };
  return { kind: "metric", name, weight, metric: metricName(metric) };
}

function metricName(text: string): MetricName {
  const [experiment = "", metric = ""] = text.split("/");
  return { experiment, metric };
}
