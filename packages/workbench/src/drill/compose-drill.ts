// A rollback drill is an experiment: what verifies a step runs beside deploy, verify, roll back, verify; then the second is killed in the middle,
// and what recovers it is the rollback. Whether it came back, and in how long, is evidence like any other.
import { commandLine } from "../experiment/command-line.ts";
import { composeExperiment } from "../experiment/compose-experiment.ts";
import type { ExperimentAnswers } from "../experiment/experiment-schema.ts";
import { withoutHidden } from "../text/hidden-letters.ts";
import { cutLetters } from "../text/cut-letters.ts";
import { needsShell } from "../verification/needs-shell.ts";
import { DRILLED } from "./is-drill.ts";

export interface DrillCommands {
  /** As they stand in backticks; none where a step is deployed by hand. */
  readonly deploy: readonly string[];
  readonly verify: readonly string[];
  readonly rollback: readonly string[];
}

/** A fenced block with LF line ends and one at its end. */
export function composeDrill(id: string, step: string, { deploy, verify, rollback }: DrillCommands): string {
  const name = withoutHidden(cutLetters(step.replaceAll('"', "'"), LONGEST_NAME));
  const answers: ExperimentAnswers = {
    id,
    question: `Does "${name}" leave nothing behind when it is rolled back?`,
    variants: [
      { id: "before", title: "as it is", run: shell(verify) },
      {
        id: DRILLED,
        title: deploy.length > 0 ? "deployed, verified, rolled back, verified" : "verified, rolled back, verified",
        run: shell([...deploy, ...verify, ...rollback, ...verify]),
      },
    ],
    metrics: [
      { id: "exit", title: "Exit code", better: "lower", threshold: 1, from: "exit-code" },
      { id: "time", title: "Time", unit: "s", better: "lower", threshold: "10 %", from: "wall-time" },
    ],
    // No verdict is wanted, and nobody deploys eight times to try the way back once.
    rounds: 1,
    warmup: 0,
    timeout: "10 min",
    faults: [{ id: "rollback", do: "kill", after: "100 ms", recover: shell([...rollback, ...verify]) }],
  };
  return composeExperiment(answers);
}

const LONGEST_NAME = 60;

/** One after the other, until one fails. */
const shell = (lines: readonly string[]): string[] => ["sh", "-c", lines.map(step).join(" && ")];

/** A line that means more to a shell than one command, or ends in a comment, runs in a shell of its own. */
const step = (line: string): string =>
  needsShell(line) === null && !/(?:^|\s)#/.test(line) ? line : `(eval ${commandLine([line])})`;
