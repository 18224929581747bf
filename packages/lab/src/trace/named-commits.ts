// Commits that say in their message what they were made for: a trailer `Nomous-Task: docs/plans/batch.md#T3`, a mention `batch#T3`, or the path of a
// document. Read in one go of git, whatever their number: a process for each task takes longer than all the rest.
import type { TracedCommit } from "@nomous/workbench";
import { runGit } from "../git/run-git.ts";
import type { Workspace } from "../workspace/open-workspace.ts";

/** What is older than so many commits was made for a plan that nobody traces any more. */
const MOST_COMMITS = 20_000;
const TIMEOUT_MS = 20_000;
/** Between the fields of a commit; git allows it in no message that it shows. */
const FIELD = "\u001F";

/**
 * Of the newest 20,000 commits those whose message names something, and those whose whole ids are `wanted`, the newest first. None without git or a
 * repository, or when git takes longer than 20 s.
 */
export async function namedCommits({ root }: Workspace, wanted: ReadonlySet<string>): Promise<TracedCommit[]> {
  const format = ["%H", "%as", "%s", "%B"].join("%x1f");
  const log = await runGit(
    ["log", `--max-count=${MOST_COMMITS}`, "-z", "--no-show-signature", "--encoding=UTF-8", `--format=${format}`, "--"],
    { cwd: root, timeoutMs: TIMEOUT_MS },
  );
  return (log ?? "").split("\0").flatMap((entry) => {
    const [id = "", date = "", subject = "", ...message] = entry.split(FIELD);
    const names = namesIn(message.join(FIELD));
    return id !== "" && (names.length > 0 || wanted.has(id)) ? [{ id, date, subject: visible(subject), names }] : [];
  });
}

/** A subject may hold whatever somebody committed, and it is printed. */
const visible = (subject: string): string => subject.replaceAll(/\p{Cc}+/gu, " ").trim();

const TRAILER = /^Nomous-Task:[ \t]*(.+)$/gim;
/** `batch#T3`, `docs/plans/batch.md#T3`; not `#12` nor `owner/name#12`, which are issues elsewhere. */
const TASK = /(?<![\w/#.:-])[\w./-]*\w#[A-Za-z][\w-]*(?:\.\d+)*/g;
const DOCUMENT = /(?<![\w/#.:-])[\w./-]+\.md\b(?!#)/g;

/** Everything in a message that may be the name of a task or a document, each once. */
export function namesIn(message: string): string[] {
  const trailers = [...message.matchAll(TRAILER)].flatMap(([, value = ""]) => value.split(/[,\s]+/));
  const mentions = [...message.matchAll(TASK), ...message.matchAll(DOCUMENT)].map(([name]) => name);
  return [...new Set([...trailers, ...mentions])].filter((name) => name !== "");
}
