// What the generated parts of a document say, given its text and the evidence: the same again whenever both are the same.
import { claimDefinitions } from "../claim/claim-definitions.ts";
import { computeDecision } from "../decision/compute-decision.ts";
import { resultsByExperiment } from "../decision/document-results.ts";
import { experimentsOf, type ResultsByExperiment } from "../decision/found-evidence.ts";
import { readDecisions } from "../decision/read-decisions.ts";
import { renderDecision } from "../decision/render-decision.ts";
import { isDrill } from "../drill/is-drill.ts";
import type { FoundResults } from "../evidence/find-results.ts";
import { readExperiments } from "../experiment/read-experiments.ts";
import type { Subject } from "../rule/subject.ts";
import { withoutHidden } from "../text/hidden-letters.ts";
import type { Span } from "../text/span.ts";
import { planRegions } from "./plan-regions.ts";
import type { NewRegion } from "./region.ts";
import type { RegionKind } from "./region-kind.ts";
import { renderEnvironment } from "./render-environment.ts";
import { hasErrors, renderErrors } from "./render-errors.ts";
import { renderResources } from "./render-resources.ts";
import { renderResults } from "./render-results.ts";

/** A document, what it is, and what is around it. */
export type Place = Subject;

export interface GeneratedRegion extends NewRegion {
  readonly kind: RegionKind;
  /** The block that it follows from; null for the claims, and for what follows from the whole plan. */
  readonly fence: Span | null;
  /** False where a document without a part for it is better left without it. */
  readonly isWorthAPart: boolean;
  /** Needs no heading of its own where the document has no part for it. */
  readonly isBesideBlock?: boolean;
  /** Whether a line looks like one that was generated of what the document said before; left out where that can be computed again. */
  readonly isOwnLine?: (line: string) => boolean;
}

const known = new WeakMap<Place, readonly GeneratedRegion[]>();

/** In the order in which a new document has them; computed once for a place. */
export function generatedRegions(place: Place): readonly GeneratedRegion[] {
  const regions = known.get(place) ?? generate(place);
  known.set(place, regions);
  return regions;
}

function generate(place: Place): GeneratedRegion[] {
  const { path, markdown, surroundings } = place;
  const found = resultsByExperiment(markdown, surroundings);
  return [
    ...readExperiments(markdown).flatMap(({ id, fence }) => {
      const one = found.get(id ?? "");
      return id === null || one?.status !== "found" ? [] : experimentRegions(id, fence, one, path);
    }),
    ...readDecisions(markdown).flatMap(({ decision, fence }) =>
      decision === null || atOf(experimentsOf(decision), found) === null ? [] : decisionRegions(decision, fence, found),
    ),
    ...planRegions(place),
    claimsRegion(place),
  ];
}

function experimentRegions(
  id: string,
  fence: Span,
  found: Extract<FoundResults, { readonly status: "found" }>,
  document: string,
): GeneratedRegion[] {
  const { results, sessions, changes, changedInputs } = found;
  const at = stateOf(found);
  const isBesideBlock = isDrill(results.evidence.session.protocol.experiment);
  const region = (kind: RegionKind, body: string, isWorthAPart = true): GeneratedRegion => ({
    name: `${id}/${kind}`,
    kind,
    body: withoutHidden(body),
    at,
    fence,
    isWorthAPart,
    isBesideBlock,
  });
  // Of a drill only what happened after the kill is wanted, and where that was.
  if (isBesideBlock)
    return [region("errors", renderErrors(results)), region("environment", renderEnvironment(results, document))];
  const resources = renderResources(results, document);
  return [
    region("results", renderResults(results, { document, sessions, changes, changedInputs })),
    ...(resources === null ? [] : [region("resources", resources)]),
    region("errors", renderErrors(results), hasErrors(results)),
    region("environment", renderEnvironment(results, document)),
  ];
}

function decisionRegions(
  decision: Parameters<typeof computeDecision>[0],
  fence: Span,
  found: ResultsByExperiment,
): GeneratedRegion[] {
  const { matrix, statement } = renderDecision(computeDecision(decision, found));
  const at = atOf(experimentsOf(decision), found);
  return [
    { name: `${decision.id}/decision`, kind: "decision", body: withoutHidden(matrix), at, fence, isWorthAPart: true },
    {
      name: `${decision.id}/recommendation`,
      kind: "recommendation",
      body: withoutHidden(statement),
      at,
      fence,
      isWorthAPart: true,
    },
  ];
}

function claimsRegion(place: Place): GeneratedRegion {
  const body = withoutHidden(claimDefinitions(place));
  return { name: "claims", kind: "claims", body, at: null, fence: null, isWorthAPart: body !== "" };
}

/** The state of the evidence of several experiments; null when none has any. */
function atOf(experiments: readonly string[], found: ResultsByExperiment): string | null {
  const states = experiments.flatMap((id) => {
    const one = found.get(id);
    return one?.status === "found" ? [stateOf(one)] : [];
  });
  return states.length === 0 ? null : states.join(",");
}

/** `20261129T061500-3f2a91:88`: the session, and how many of its lines. */
const stateOf = ({ results: { evidence } }: Extract<FoundResults, { readonly status: "found" }>): string =>
  `${evidence.session.session}:${evidence.lines}`;
