// What will be run, before it is: the commands as they are, how long it takes, and what it can find. Starting it allows exactly these commands.
import { type ExperimentPlan, type ExperimentProblem, newJobId, type WorkspacePath } from "@nomous/client";
import { commandLine } from "@nomous/workbench/experiments";
import { useIsOnline, useRuntime } from "../hooks/use-client.ts";
import { useCommand } from "../hooks/use-command.ts";
import { useQuery } from "../hooks/use-query.ts";
import { useDocuments } from "../library/use-documents.ts";
import { useOpenDocument } from "../library/use-open-document.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Fact } from "../ui/facts.tsx";
import "../ui/facts.css";
import { Empty, Failed, Loading } from "../ui/status.tsx";
import { plural } from "../words/numbers.ts";
import { roundedText } from "./progress-words.ts";
import "./run-dialog.css";

export interface RunDialogProps {
  path: WorkspacePath;
  experiment: string;
  onStarted: () => void;
  onClose: () => void;
}

export function RunDialog({ path, experiment, onStarted, onClose }: RunDialogProps) {
  const { data, error, again } = useQuery("experiment.plan", { path, experiment });
  const isOnline = useIsOnline();
  const start = useStart(path, experiment, onStarted);
  const plan = data?.plan ?? undefined;
  return (
    <Dialog label={`Run ${experiment}`} className="run-dialog" onClose={onClose}>
      <div className="head">
        <h2>Run {experiment}</h2>
      </div>
      {/* What scrolls must be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="told" tabIndex={0}>
        {plan !== undefined && <Plan plan={plan} />}
        {data !== undefined && <Problems path={path} problems={data.problems} onLeave={onClose} />}
        {error !== undefined && <Failed action={<Button onClick={again}>Ask again</Button>}>{error}</Failed>}
        {start.refused !== undefined && <Failed>{start.refused}</Failed>}
        {data === undefined && error === undefined && isOnline && <Loading>Asking what would run</Loading>}
        {!isOnline && <Empty>Bridge away. Experiments run on its machine, when it is back.</Empty>}
      </div>
      <div className="foot">
        {plan?.isAllowed === false && (
          <span className="meta grow">
            These commands have not run here before. Nothing shields the machine from them.
          </span>
        )}
        <Button onClick={onClose}>Cancel</Button>
        {plan !== undefined && (
          <StartButtons plan={plan} isBlocked={!isOnline || start.isRunning} onStart={start.begin} />
        )}
      </div>
    </Dialog>
  );
}

interface Start {
  readonly begin: (plan: ExperimentPlan, resume: boolean) => void;
  readonly isRunning: boolean;
  /** Why the bridge did not begin. */
  readonly refused: string | undefined;
}

function useStart(path: WorkspacePath, experiment: string, onStarted: () => void): Start {
  const { clock, random } = useRuntime();
  const { run, running, error } = useCommand();
  const begin = async ({ commands }: ExperimentPlan, resume: boolean): Promise<void> => {
    const args = { path, experiment, allow: commands, ...(resume && { resume }) };
    const job = newJobId({ clock, random });
    if ((await run("job.start", { job, kind: "experiment", args })) !== undefined) onStarted();
  };
  return {
    begin: (plan, resume) => void begin(plan, resume),
    isRunning: running !== undefined,
    refused: error,
  };
}

interface StartButtonsProps {
  plan: ExperimentPlan;
  isBlocked: boolean;
  onStart: (plan: ExperimentPlan, resume: boolean) => void;
}

/** A session that has no end is gone on with, unless a person begins another. */
function StartButtons({ plan, isBlocked, onStart }: StartButtonsProps) {
  const { isAllowed, resumable } = plan;
  const named = (what: string): string => (isAllowed ? what : `Allow and ${what.toLowerCase()}`);
  return (
    <>
      {resumable !== null && (
        <Button disabled={isBlocked} onClick={() => onStart(plan, false)}>
          Begin another session
        </Button>
      )}
      <Button look="primary" disabled={isBlocked} onClick={() => onStart(plan, resumable !== null)}>
        {named(resumable === null ? "Run" : "Resume")}
      </Button>
    </>
  );
}

function Plan({ plan }: { plan: ExperimentPlan }) {
  const { variants, recoveries, sees = [], removes = [], rounds, runs, minutes, detectable, protocolHash } = plan;
  const { resumable } = plan;
  return (
    <>
      <ul className="commands">
        {variants.map((variant) => (
          <Command key={variant.id} variant={variant} />
        ))}
        {recoveries.map(({ fault, argv }) => (
          <li key={`recover ${fault}`}>
            <b>After {fault}</b>
            <code>{commandLine(argv)}</code>
          </li>
        ))}
      </ul>
      <dl>
        {sees.length > 0 && (
          <Fact name="Sees">
            <span className="mono">{sees.join(", ")}</span>
          </Fact>
        )}
        {removes.length > 0 && (
          <Fact name="Removes">
            <span>
              <span className="mono">{commandLine(removes)}</span>, before each run
            </span>
          </Fact>
        )}
        <Fact name="Takes">
          at most {plural(rounds, "round")}, {plural(runs, "run")}; {timeText(minutes)}
        </Fact>
        <Fact name="Finds">{detectable}</Fact>
        <Fact name="Protocol">
          <span>
            <span className="mono">{protocolHash.slice(0, 12)}</span>, frozen before the first run
          </span>
        </Fact>
        {resumable !== null && (
          <Fact name="Resumes">
            <span className="mono">{resumable}</span>
          </Fact>
        )}
      </dl>
    </>
  );
}

function Command({
  variant: { title, argv, folder, ref, build, env },
}: {
  variant: ExperimentPlan["variants"][number];
}) {
  const set = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  return (
    <li>
      <b>{title}</b>
      {ref !== null && (
        <span className="meta">
          at <span className="mono">{ref}</span>, in a worktree of its own
        </span>
      )}
      {folder !== "." && (
        <span className="meta">
          in <span className="mono">{folder}</span>
        </span>
      )}
      {build !== null && <code>{commandLine(build)}</code>}
      <code>{[...(set.length > 0 ? [commandLine(set)] : []), commandLine(argv)].join(" ")}</code>
    </li>
  );
}

const timeText = (minutes: number | null): string =>
  minutes === null ? "how long is known after the first" : `about ${roundedText(minutes * 60_000)} (estimate)`;

interface ProblemsProps {
  path: WorkspacePath;
  problems: readonly ExperimentProblem[];
  onLeave: () => void;
}

/** What stands in the way, each with the way to it. */
function Problems({ path, problems, onLeave }: ProblemsProps) {
  const opener = useOpenDocument();
  const known = useDocuments().data?.documents.find((document) => document.path === path);
  return problems.map(({ line, column, message }) => (
    <Failed
      key={`${line}:${column} ${message}`}
      action={
        <Button
          onClick={() => {
            onLeave();
            opener.open(known ?? { path }, { line, column });
          }}
        >
          Show line {line}
        </Button>
      }
    >
      {path}:{line}:{column}: {message}
    </Failed>
  ));
}
