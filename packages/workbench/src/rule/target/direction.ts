/** Which way a metric has to go to be better. */
export type Direction = "lower" | "higher";

const LOWER =
  /\b(?:latenc\w+|delays?|lag|ttft|ttfb|time|durations?|memory|rss|vram|heap|ram|footprint|sizes?|bytes|bandwidth used?|traffic|errors?|failures?|failed|loss(?:es)?|lost|drop(?:s|ped)?|jitter|cpu|costs?|overhead|round[- ]trips?|rtt|start-?up|stalls?|retries|crashes|misses|wer|queue depth|backlog|energy|power)\b/i;
const HIGHER =
  /\b(?:throughput|fps|frames? (?:per|a) second|availability|uptime|hit rate|success(?:es)?|accuracy|coverage|recall|precision|f1|rps|qps|ops|battery life|tokens? ?(?:\/|per|a) ?s\w*|(?:requests|messages|commits|events) ?(?:\/|per|a) ?s\w*)\b/i;

/** Null when its name does not tell, or tells both. */
export function directionOf(metric: string): Direction | null {
  const [lower, higher] = [LOWER.test(metric), HIGHER.test(metric)];
  if (lower === higher) return null;
  return lower ? "lower" : "higher";
}
