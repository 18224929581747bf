// The text that was approved, from git: an approval keeps only its hash. The commit that the line names is looked into first, then every version that the
// document had, under earlier names too. After a rebase or a squash the commit may be gone; then the history is all there is.
import { createSubject, type Subject } from "@nomous/workbench";
import type { Workbench } from "../check/check-workspace.ts";
import { contentHash } from "../document/content-hash.ts";
import { createObjectReader, type ObjectReader } from "../git/object-reader.ts";
import { runGit } from "../git/run-git.ts";
import type { ApprovalLine } from "./review-file.ts";
import { signedHashes } from "./signed-hashes.ts";

export type ApprovedVersion =
  | { readonly status: "found"; readonly subject: Subject }
  /** `because`: a clause. */
  | { readonly status: "unknown"; readonly because: string };

const TIMEOUT_MS = 10_000;
/** The newest: what was approved is seldom far behind. */
const MAX_VERSIONS = 50;

/** The version of a document that a line approved. `subject` is the document as it is. */
export async function findApprovedVersion(
  workbench: Pick<Workbench, "workspace" | "config" | "types">,
  subject: Subject,
  line: ApprovalLine,
): Promise<ApprovedVersion> {
  const { root } = workbench.workspace;
  const git: Ask = (args) => runGit(args, { cwd: root, timeoutMs: TIMEOUT_MS });
  if ((await git(["rev-parse", "--is-inside-work-tree"])) === null) return unknown("there is no git repository");
  await using objects = createObjectReader(root);
  for await (const text of versionsOf(git, objects, subject.path, line)) {
    const found = approvedSubject(workbench, subject, text, line);
    if (found !== null) return { status: "found", subject: found };
  }
  const isShallow = (await git(["rev-parse", "--is-shallow-repository"]))?.trim() === "true";
  return unknown(
    isShallow
      ? "this is a shallow clone, and what it has of the history does not reach so far back"
      : "no commit on the way here has the text that was approved",
  );
}

const unknown = (because: string): ApprovedVersion => ({ status: "unknown", because });

type Ask = (args: readonly string[]) => Promise<string | null>;

async function* versionsOf(
  git: Ask,
  objects: ObjectReader,
  path: string,
  { approval }: ApprovalLine,
): AsyncGenerator<string> {
  const { commit, document } = approval;
  if (commit !== undefined && /^[0-9a-f]{4,64}$/.test(commit)) {
    const text = await git(["cat-file", "blob", `${commit}:./${document}`]);
    if (text !== null) yield text;
  }
  const only = ["--follow", `-${MAX_VERSIONS}`, "--no-show-signature", "--raw", "--no-abbrev", "--format="];
  const log = (await git(["--literal-pathspecs", "log", ...only, "--", path])) ?? "";
  const blobs = [...log.matchAll(/^:\d+ \d+ [0-9a-f]+ ([0-9a-f]+) /gm)].map(([, blob = ""]) => blob);
  for (const blob of new Set(blobs)) {
    const object = /^0+$/.test(blob) ? null : await objects.read(blob);
    if (object?.type === "blob") yield object.bytes.toString("utf8");
  }
}

function approvedSubject(
  { types, config }: Pick<Workbench, "config" | "types">,
  { path, surroundings }: Subject,
  text: string,
  { approval }: ApprovalLine,
): Subject | null {
  const { subject } = createSubject({ path, text, types, without: config.without, surroundings });
  const state = subject.typed?.type.states.find(({ name }) => name === approval.state);
  const isApproved =
    contentHash(text) === approval.hash || (state !== undefined && signedHashes(subject, state).has(approval.hash));
  return isApproved ? subject : null;
}
