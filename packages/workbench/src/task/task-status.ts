// What a status says, whatever word a team has for it. What stands behind the word ("done, 3 Nov", "blocked by T3") is left alone.

export type Progress = "open" | "done" | "dropped";

const words = (progress: Progress, names: string): (readonly [string, Progress])[] =>
  names.split("|").map((name) => [name, progress] as const);

const STATUSES: readonly (readonly [string, Progress])[] = [
  ...words("open", "todo|to do|open|planned|proposed|draft|new|backlog|ready|next|queued|pending|not started|tbd"),
  ...words("open", "doing|in progress|in work|started|active|ongoing|wip|partial|partially done|partly done"),
  ...words("open", "in review|review|in test|testing|not verified|unverified|not done|incomplete|failed|failing"),
  ...words("open", "blocked|waiting|on hold|paused|stalled|⬜|🔲|☐|🔄|⏳|🚧|🟡|🔴|❌"),
  ...words("done", "done|complete|completed|finished|closed|merged|shipped|released|landed|deployed|verified|passed"),
  ...words("done", "implemented|resolved|fixed|yes|✅|✔|✓|☑|🟢"),
  ...words("dropped", "dropped|cancelled|canceled|skipped|deferred|postponed|superseded|obsolete|won't do|wontfix"),
  ...words("dropped", "rejected|not needed|n/a"),
];

/** Longer names first: "not done" is not "done", and "in review" is no "in". */
const ORDERED = STATUSES.toSorted(([a], [b]) => b.length - a.length);

/** Without the pictures. */
export const STATUS_WORDS: readonly string[] = STATUSES.map(([name]) => name).filter((name) => /^\p{L}/u.test(name));

/** Null when the text begins with no status word. */
export function readStatus(text: string): Progress | null {
  const said = text.toLowerCase().replaceAll("’", "'").replaceAll(/[_-]+/g, " ").trim();
  if (/^100 ?%/.test(said)) return "done";
  const found = ORDERED.find(([name]) => said.startsWith(name) && !/^[\p{L}\p{N}]/u.test(said.slice(name.length)));
  if (found === undefined) return null;
  // "✅ done" and "❌ dropped": the word says more than the picture.
  const rest = said.slice(found[0].length).replace(/^[\s\uFE0F]+/, "");
  return /^\p{L}/u.test(found[0]) ? found[1] : (readStatus(rest) ?? found[1]);
}
