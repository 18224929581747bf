// The charts of a session lie beside its evidence, so that a link to them works wherever the repository is read.
import type { SessionResults } from "../analysis/results.ts";
import { relativePath } from "../compose/relative-path.ts";
import { isDrill } from "../drill/is-drill.ts";
import { drawEcdf, ecdfSentence } from "../chart/draw-ecdf.ts";
import { drawPairs, pairsSentence } from "../chart/draw-pairs.ts";
import { drawRunOrder, orderSentence } from "../chart/draw-run-order.ts";
import { drawStages, stagesSentence } from "../chart/draw-stages.ts";
import { plain } from "./plain.ts";

export interface Chart {
  /** Relative to the workspace. */
  readonly path: string;
  readonly svg: string;
}

interface ChartKind {
  /** Null where there is nothing to draw. */
  readonly draw: (results: SessionResults) => string | null;
  /** Its alternative text. */
  readonly sentence: (results: SessionResults) => string;
}

const KINDS = {
  pairs: { draw: (results) => drawPairs(results), sentence: (results) => pairsSentence(results, results.metrics[0]) },
  ecdf: {
    draw: (results) => drawEcdf(results, results.metrics[0].metric.id),
    sentence: (results) => ecdfSentence(results, results.metrics[0].metric.id),
  },
  order: { draw: (results) => drawRunOrder(results), sentence: orderSentence },
  stages: { draw: (results) => drawStages(results), sentence: stagesSentence },
} as const satisfies Readonly<Record<string, ChartKind>>;

type ChartName = keyof typeof KINDS;

const pathOf = ({ evidence: { session } }: SessionResults, chart: string): string =>
  `evidence/${session.protocol.experiment.id}/${session.session}.${chart}.svg`;

/** Every chart that there is something to draw for; of a drill nothing is compared. */
export const chartsOf = (results: SessionResults): Chart[] =>
  Object.entries(KINDS).flatMap(([chart, { draw }]) => {
    const isWanted = chart === "order" || !isDrill(results.evidence.session.protocol.experiment);
    const svg = isWanted ? draw(results) : null;
    return svg === null ? [] : [{ path: pathOf(results, chart), svg }];
  });

/** `![sentence](../../evidence/…)`, as seen from a document. */
export const chartLink = (results: SessionResults, chart: ChartName, document: string): string =>
  `![${plain(KINDS[chart].sentence(results))}](${relativePath(document, pathOf(results, chart))})`;

/** Whether any run names its stages. */
export const hasStages = (results: SessionResults): boolean =>
  results.evidence.runs.some(({ stages }) => Object.keys(stages).length > 0);
