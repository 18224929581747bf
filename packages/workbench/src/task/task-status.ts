// What a status says, whatever word a team has for it. What stands behind the word ("done, 3 Nov", "blocked by T3") is left alone.
import type { TaskStanding } from "../schedule/plan.ts";

export type Progress = "open" | "done" | "dropped";

const words = (standing: TaskStanding, names: string): (readonly [string, TaskStanding])[] =>
  names.split("|").map((name) => [name, standing] as const);

const STATUSES: readonly (readonly [string, TaskStanding])[] = [
  ...words("open", "todo|to do|open|planned|proposed|draft|new|backlog|ready|next|queued|pending|not started|tbd"),
  ...words("open", "not done|incomplete|⬜|🔲|☐|⏳|🔴|❌"),
  ...words("doing", "doing|in progress|in work|started|active|ongoing|wip|partial|partially done|partly done"),
  ...words("doing", "in review|review|in test|testing|🔄|🚧|🟡"),
  ...words("blocked", "blocked|waiting|on hold|paused|stalled"),
  ...words("not-verified", "not verified|unverified"),
  ...words("failed", "failed|failing"),
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
export function readStanding(text: string): TaskStanding | null {
  const said = text.toLowerCase().replaceAll("’", "'").replaceAll(/[_-]+/g, " ").trim();
  if (/^100 ?%/.test(said)) return "done";
  const found = ORDERED.find(([name]) => said.startsWith(name) && !/^[\p{L}\p{N}]/u.test(said.slice(name.length)));
  if (found === undefined) return null;
  // "✅ done" and "❌ dropped": the word says more than the picture.
  const rest = said.slice(found[0].length).replace(/^[\s\uFE0F]+/, "");
  return /^\p{L}/u.test(found[0]) ? found[1] : (readStanding(rest) ?? found[1]);
}

/** The same in three: what is neither done nor dropped is open. Null when the text begins with no status word. */
export function readStatus(text: string): Progress | null {
  const standing = readStanding(text);
  return standing === null || standing === "done" || standing === "dropped" ? standing : "open";
}
