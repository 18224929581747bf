import { findCommand } from "../find-command.ts";
import { endingOf, type FaultOutcome, type Provocation, provoke, runOnce, tooShort } from "./provoked-run.ts";

/** Kills a run with everything that it has started, then sees whether the command, or the one to recover with, gets it going again. */
export async function killRun(provocation: Provocation): Promise<FaultOutcome> {
  const { place, fault, variant } = provocation;
  let killedMs = 0;
  const { isReached } = await provoke(provocation, runOnce(provocation, "killed"), () => {
    killedMs = place.clock.elapsed();
    place.host.kill();
  });
  if (!isReached) return tooShort(provocation);
  const injected = `killed after ${fault.afterMs} ms`;
  const argv = fault.recover === null ? variant.argv : await recoveryOf(provocation, fault.recover);
  const again = await runOnce(provocation, "recovered", { argv });
  const { isFine, words } = endingOf(provocation, again);
  const command = fault.recover === null ? "its command" : `\`${fault.recover[0]}\``;
  return {
    injected,
    observed: `${command}, run after it: ${words}`,
    recoveredMs: isFine ? Math.round(place.clock.elapsed() - killedMs) : null,
    outcome: isFine ? "recovered" : "failed",
  };
}

async function recoveryOf(
  { fault, variant }: Provocation,
  [program, ...args]: readonly [string, ...string[]],
): Promise<string[]> {
  return [await findCommand(program, `\`recover\` of the fault \`${fault.id}\``, variant), ...args];
}
