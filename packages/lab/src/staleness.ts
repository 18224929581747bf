// Whether what documents rest on is still what it was. Apart from the rest, so that a bridge starts without a grammar.
export type { Progress } from "./staleness/judge-engine.ts";
export { reviewDocuments, type ReviewOptions, type ReviewOutcome } from "./staleness/review-documents.ts";
export {
  freshnessOf,
  type FreshnessSurvey,
  surveyFreshness,
  type SurveyOptions,
} from "./staleness/survey-freshness.ts";
