// A session of an experiment, from the question whether it can run at all to its last line. Nothing is written before everything that it needs has
// been found, one session runs on a machine at a time, and what it made beside its evidence is gone when it ends, however it ends.
import { join } from "node:path";
import { evidenceFolder, type Variant } from "@nomous/workbench/experiments";
import { evidencePath } from "../evidence/evidence-folder.ts";
import { describeMachine } from "../machine/describe-machine.ts";
import { withMachine } from "../machine/machine-lock.ts";
import { beginSession } from "./begin-session.ts";
import { injectFault } from "./fault/inject-fault.ts";
import { type Build, checkVariants, type PreparedVariant, prepareVariants } from "./prepare-variants.ts";
import { findResumable, type Resumable, resumeSession } from "./resume-session.ts";
import { allowedEnvironment } from "./run-environment.ts";
import { type Rounds, runRounds } from "./run-rounds.ts";
import { endOf, failureOf } from "./run-variant.ts";
import { SessionError } from "./session-error.ts";
import type { SessionLog } from "./session-log.ts";
import type { SessionOptions, SessionOutcome } from "./session-options.ts";
import { type RunHost, startRunHost } from "./start-run-host.ts";
import { createWorktrees } from "./worktrees.ts";

/**
 * Runs a session, or goes on with one. Resolves when it is complete or was stopped by the signal. Rejects with a `SessionError` when it cannot
 * begin or go on, with a `WorkspaceError` when a file may not be read, and with the signal's reason when it was stopped before its first line.
 */
export async function runSession(options: SessionOptions): Promise<SessionOutcome> {
  const { workspace, experiment, environment, probeCommand, resume, signal, pause, lockFolder } = options;
  const allowed = allowedEnvironment(experiment, environment);
  const preparation = { workspace, experiment, environment: allowed, probeCommand };
  const findWanted = async (): Promise<Resumable | null> =>
    resume === undefined ? null : findResumable(workspace, experiment, resume);
  await findWanted();
  await checkVariants(preparation);
  const onWait = (): void => options.onNote?.("Another session runs on this machine. Waiting for it to end.");
  return withMachine({ pause, signal, onWait, folder: lockFolder }, async () => {
    // Whoever had the machine may have written to this very file.
    const found = await findWanted();
    const machine = await describeMachine();
    await using worktrees = createWorktrees(workspace.root);
    await using host = stoppable(await startRunHost(machine.gpu.length), signal);
    const variants = await prepareVariants(preparation, worktrees, buildBy(host, options));
    signal.throwIfAborted();
    const beginning = { machine, variants, environment: allowed };
    await using log = await (found === null
      ? beginSession(options, beginning)
      : resumeSession(options, beginning, found));
    return await runToEnd(options, host, variants, log);
  });
}

async function runToEnd(
  options: SessionOptions,
  host: RunHost,
  variants: readonly PreparedVariant[],
  log: SessionLog,
): Promise<SessionOutcome> {
  const { workspace, experiment, clock, pause, signal } = options;
  const { session } = log.evidence().session;
  const outputs = join(workspace.root, evidenceFolder(experiment.id), session);
  const place = { experiment, session, host, clock, outputs };
  const rounds = { place, variants, log, pause, signal };
  const look = await runRounds(rounds);
  await runFaults(rounds);
  const reason = signal.aborted ? "stopped" : "complete";
  await log.append({ type: "end", endedAt: new Date(clock.now()).toISOString(), reason, look });
  return { session, path: evidencePath(experiment.id, session), reason, look, evidence: log.evidence() };
}

/** Each fault in each variant, those left out that have a line already. */
async function runFaults({ place, variants, log, pause, signal }: Rounds): Promise<void> {
  for (const fault of place.experiment.faults)
    for (const variant of variants) {
      const isDone = log.evidence().faults.some((done) => done.fault === fault.id && done.variant === variant.id);
      if (isDone || signal.aborted) continue;
      const record = await injectFault({ place: { ...place, pause, signal }, fault, variant });
      if (record !== null) await log.append(record);
    }
}

/** A host whose run in flight ends when the signal fires, and so does any that is begun afterwards. */
function stoppable(host: RunHost, signal: AbortSignal): RunHost {
  signal.addEventListener("abort", host.kill);
  return {
    kill: host.kill,
    run(request) {
      const running = host.run(request);
      if (signal.aborted) host.kill();
      return running;
    },
    [Symbol.asyncDispose]() {
      signal.removeEventListener("abort", host.kill);
      return host[Symbol.asyncDispose]();
    },
  };
}

/** A build may install a whole toolchain. */
const BUILD_TIMEOUT_MS = 60 * 60_000;
const TOLD_LINES = 12;

const buildBy =
  (host: RunHost, { signal, onNote }: SessionOptions): Build =>
  async ({ id, build, ref }: Variant, argv, { cwd, env }) => {
    const command = build?.join(" ") ?? "";
    onNote?.(`Building \`${id}\` (${ref}): ${command}`);
    const ran = await host.run({ argv, cwd, env, mark: `build/${id}`, timeoutMs: BUILD_TIMEOUT_MS });
    signal.throwIfAborted();
    const failure = failureOf(ran, { timeoutMs: BUILD_TIMEOUT_MS, success: [0] });
    // What a build leaves running, such as a compiler that waits for more, is gone by now and does no harm.
    if (failure === null || failure.outcome === "left-processes") return;
    const printed = [ran.stdout, ran.stderr].flatMap((output) => endOf(output).trimEnd().split("\n"));
    const lines = printed.slice(-TOLD_LINES).map((line) => `\n  ${line}`);
    throw new SessionError("build", `The build of \`${id}\` failed (${command}): ${failure.reason}${lines.join("")}`);
  };
