// A session that was stopped, or whose program died, goes on only as the same: under its protocol, on its machine, with its programs and inputs.
// Anything else would pool what cannot be compared.
import {
  type Evidence,
  type Experiment,
  freezeProtocol,
  protocolHash,
  type SessionRecord,
} from "@nomous/workbench/experiments";
import { reopenEvidenceFile } from "../evidence/evidence-file.ts";
import { evidencePath } from "../evidence/evidence-folder.ts";
import { readEvidence } from "../evidence/read-evidence.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import { resolvePath } from "../workspace/resolve-path.ts";
import { WorkspaceError } from "../workspace/workspace-error.ts";
import type { Beginning } from "./begin-session.ts";
import { hashInputs } from "./hash-inputs.ts";
import { recordedVariants } from "./prepare-variants.ts";
import { SessionError } from "./session-error.ts";
import { createSessionLog, type SessionLog } from "./session-log.ts";
import type { SessionOptions } from "./session-options.ts";

export interface Resumable {
  readonly path: string;
  readonly evidence: Evidence;
  /** Of its whole lines. */
  readonly bytes: number;
}

const refusal = (session: string, because: string): SessionError =>
  new SessionError("resume", `The session ${session} ${because}`);

/** The session to go on with. Rejects with a `SessionError` when its lines do not allow it; nothing is changed. */
export async function findResumable(workspace: Workspace, experiment: Experiment, session: string): Promise<Resumable> {
  const path = evidencePath(experiment.id, session);
  const read = await readEvidence(workspace, path).catch((error: unknown) => {
    if (error instanceof WorkspaceError && error.code === "not-found")
      throw refusal(session, `is not there: ${path} does not exist.`);
    throw error;
  });
  if (!read.ok)
    throw refusal(
      session,
      `cannot go on: ${read.problems.map(({ line, message }) => `${path}:${line}: ${message}`).join("; ")}.`,
    );
  const { evidence, bytes } = read;
  if (evidence.end?.reason === "complete") throw refusal(session, "is complete. Start a new one.");
  if (evidence.session.protocolHash !== protocolHash(freezeProtocol(experiment)))
    throw refusal(
      session,
      "ran another protocol: the experiment was changed since. Start a new one, or take the change back.",
    );
  return { path, evidence, bytes };
}

/** Goes on with its file. Rejects with a `SessionError` when something is not as it was; then nothing is changed. */
export async function resumeSession(
  options: SessionOptions,
  beginning: Beginning,
  found: Resumable,
): Promise<SessionLog> {
  const { workspace, experiment, clock, toolVersion, onLine } = options;
  const { path, evidence, bytes } = found;
  const inputs = await hashInputs(workspace, experiment.inputs);
  const different = differenceOf(evidence.session, { ...beginning, inputs, experiment, root: workspace.root });
  if (different !== null) throw refusal(evidence.session.session, `cannot go on: ${different}. Start a new one.`);
  const { file } = await resolvePath(workspace, path);
  const log = createSessionLog(await reopenEvidenceFile(file, path, { bytes, seal: evidence.seal }), evidence, onLine);
  const tool = { name: "nomous", version: toolVersion } as const;
  await log.append({ type: "resume", startedAt: new Date(clock.now()).toISOString(), tool });
  return log;
}

interface Present extends Beginning {
  readonly inputs: SessionRecord["inputs"];
  readonly experiment: Experiment;
  readonly root: string;
}

function differenceOf(then: SessionRecord, now: Present): string | null {
  if (then.machine.fingerprint !== now.machine.fingerprint)
    return `it ran on another machine (${then.machine.fingerprint}, this one is ${now.machine.fingerprint})`;
  const input = Object.keys(then.inputs).find((path) => then.inputs[path] !== now.inputs[path]);
  if (input !== undefined) return `${input} was changed since`;
  const variants = recordedVariants(now.root, now.experiment, now.variants);
  const variant = Object.keys(variants).find(
    (id) => JSON.stringify(then.variants[id]) !== JSON.stringify(variants[id]),
  );
  return variant === undefined ? null : `the variant \`${variant}\` would run another program or commit`;
}
