// A new file of evidence, whose first line has everything that can be known before the first run.
import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import {
  EVIDENCE_VERSION,
  freezeProtocol,
  type Machine,
  protocolHash,
  type SessionRecord,
} from "@nomous/workbench/experiments";
import { createEvidenceFile } from "../evidence/evidence-file.ts";
import { evidencePath, listSessions } from "../evidence/evidence-folder.ts";
import { removeIfThere } from "../workspace/new-file.ts";
import { resolveNewPath } from "../workspace/resolve-path.ts";
import { hashInputs } from "./hash-inputs.ts";
import { type PreparedVariant, recordedVariants } from "./prepare-variants.ts";
import { type Environment, recordedEnvironment } from "./run-environment.ts";
import { createSessionLog, type SessionLog } from "./session-log.ts";
import type { SessionOptions } from "./session-options.ts";
import { sourceState } from "./source-state.ts";

/** What is the same for all runs of a session. */
export interface Beginning {
  readonly machine: Machine;
  readonly variants: readonly PreparedVariant[];
  readonly environment: Environment;
}

export async function beginSession(options: SessionOptions, beginning: Beginning): Promise<SessionLog> {
  const { workspace, experiment, onLine } = options;
  const newest = (await listSessions(workspace, experiment.id)).at(-1)?.session;
  const record = await composeSession(options, beginning, newest);
  const path = evidencePath(experiment.id, record.session);
  const { file } = await resolveNewPath(workspace, path);
  await mkdir(dirname(file), { recursive: true });
  const evidenceFile = await createEvidenceFile(file, path);
  try {
    const { line, seal } = await evidenceFile.append(record);
    onLine?.(line, record);
    const begun = { session: record, runs: [], faults: [], resumes: [], end: null, lines: 1, seal };
    return createSessionLog(evidenceFile, begun, onLine);
  } catch (error) {
    // Without its first line it is not about anything.
    await evidenceFile[Symbol.asyncDispose]();
    await removeIfThere(file);
    throw error;
  }
}

async function composeSession(
  options: SessionOptions,
  { machine, variants, environment }: Beginning,
  newest: string | undefined,
): Promise<SessionRecord> {
  const { workspace, document, experiment, toolVersion, clock } = options;
  const protocol = freezeProtocol(experiment);
  const startedMs = clock.now();
  return {
    type: "session",
    version: EVIDENCE_VERSION,
    session: sessionName(startedMs, newest),
    startedAt: new Date(startedMs).toISOString(),
    document,
    protocol,
    protocolHash: protocolHash(protocol),
    git: await sourceState(workspace.root),
    inputs: await hashInputs(workspace, experiment.inputs),
    variants: recordedVariants(workspace.root, experiment, variants),
    env: recordedEnvironment(environment),
    machine,
    tool: { name: "nomous", version: toolVersion },
  };
}

/** `20261129T061500-3f2a91`: names sort by time, and after the one before also when the clock was set back. */
function sessionName(startedMs: number, newest: string | undefined): string {
  const atMs = newest === undefined ? startedMs : Math.max(startedMs, timeIn(newest) + 1_000);
  return `${new Date(atMs).toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}-${randomBytes(3).toString("hex")}`;
}

/** Milliseconds; 0 where the digits are no time, for a name may be anybody's. */
function timeIn(name: string): number {
  const timeMs = Date.parse(`${name.replace(/^(....)(..)(..)T(..)(..)(..).*$/, "$1-$2-$3T$4:$5:$6")}Z`);
  return Number.isNaN(timeMs) ? 0 : timeMs;
}
