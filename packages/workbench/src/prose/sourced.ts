// Whether a number says where it comes from: bound to evidence, linked, cited by path and line, or marked as an estimate.

const LINKED = /\]\(|\]\[|\[\^|https?:|\b[\w./-]+\.\w{1,5}:\d+|§/;
const ESTIMATED =
  /\b(?:estimat\w*|est\.|assum\w+|projected|projection|extrapolat\w+|expect\w*|guess\w*|ballpark|back[- ]of|order of magnitude|worst[- ]case|likely|typical(?:ly)?)\b/i;
const MEASURED =
  /\b(?:measured|observed|counted|timed|surveyed|bench(?:mark\w*)?|load test\w*|according to|as [\p{L} ]{2,40} (?:said|says|reports?|reported|told)|per (?:the )?(?:logs?|telemetry|report)|(?:from|in|by) (?:the )?(?:logs?|telemetry|metrics|dashboards?|reports?|spike|research|vendor|documentation)|source:|see )\b/iu;
const HEDGE = /\b(?:roughly|approximately|approx\.?|about|around)\s|[~≈]/i;

/** `markdown` with its marks, because a link is one. */
export const saysSource = (markdown: string): boolean =>
  LINKED.test(markdown) || ESTIMATED.test(markdown) || MEASURED.test(markdown);

/** Where a text begins to say that its numbers are rough, the ones that follow from the first one too; null where it does not. */
export const hedgeIn = (markdown: string): number | null => HEDGE.exec(markdown)?.index ?? null;

/** A number that was decided needs no source: a limit, a default, a target. */
export const isDecided = (text: string): boolean =>
  /\b(?:limit\w*|cap(?:ped|s)?|max(?:imum)?|min(?:imum)?|default\w*|timeouts?|configur\w+|budget|target|threshold|quota|at most|at least|retention|deleted? after|kept for|ttl|alert|never more)\b|[≤≥<>]/i.test(
    text,
  );
