// What shows that a task is done: the commands as they are, before they run; then what they print, and how they ended.
import { isOver, type JobSummary, newJobId, type TaskCommands, type WorkspacePath } from "@nomous/client";
import { commandLine } from "@nomous/workbench/plans";
import { useMemo, useState } from "react";
import { useClient, useIsOnline, useRuntime } from "../../hooks/use-client.ts";
import { useCommand } from "../../hooks/use-command.ts";
import { usePaced } from "../../hooks/use-paced.ts";
import { useQuery } from "../../hooks/use-query.ts";
import "../../runs/run-dialog.css";
import { Button } from "../../ui/button.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Empty, Failed, Loading, Status } from "../../ui/status.tsx";
import { useVerifyJob } from "./use-verify-job.ts";

interface VerifyDialogProps {
  path: WorkspacePath;
  task: string;
  onClose: () => void;
}

export function VerifyDialog({ path, task, onClose }: VerifyDialogProps) {
  const { data, error, again } = useQuery("plan.commands", { path, task });
  const isOnline = useIsOnline();
  const newest = useVerifyJob(path, task);
  const [began, setBegan] = useState<JobSummary["id"]>();
  const { run, running, error: refused } = useCommand();
  const { clock, random } = useRuntime();
  // The last one that ended before is no answer to what is asked now.
  const job = newest !== undefined && (!isOver(newest) || newest.id === began) ? newest : undefined;
  const commands = data?.commands ?? undefined;
  const start = async ({ hash }: TaskCommands): Promise<void> => {
    const id = newJobId({ clock, random });
    setBegan(id);
    await run("job.start", { job: id, kind: "verify", args: { path, task, allow: hash } });
  };
  return (
    <Dialog label={`Verify ${task}`} className="run-dialog verify-dialog" onClose={onClose}>
      <div className="head">
        <h2>Verify {task}</h2>
      </div>
      {/* What scrolls must be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="told" tabIndex={0}>
        {commands !== undefined && <Commands commands={commands} />}
        {data !== undefined && data.commands === null && <NoCommand path={path} task={task} message={data.message} />}
        {job !== undefined && <JobOutput job={job} />}
        {error !== undefined && <Failed action={<Button onClick={again}>Ask again</Button>}>{error}</Failed>}
        {refused !== undefined && <Failed>{refused}</Failed>}
        {data === undefined && error === undefined && isOnline && <Loading>Asking what would run</Loading>}
        {!isOnline && <Empty>Bridge away. Commands run on its machine, when it is back.</Empty>}
      </div>
      <div className="foot">
        {commands?.isAllowed === false && job === undefined && (
          <span className="meta grow">
            These commands have not run here before. Nothing shields the machine from them.
          </span>
        )}
        {job !== undefined && !isOver(job) && <StopButton job={job} />}
        <Button onClick={onClose}>{job === undefined ? "Cancel" : "Close"}</Button>
        {commands !== undefined && (job === undefined || isOver(job)) && (
          <Button look="primary" disabled={!isOnline || running !== undefined} onClick={() => void start(commands)}>
            {job !== undefined ? "Run again" : commands.isAllowed ? "Run" : "Allow and run"}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

const Commands = ({ commands: { commands } }: { commands: TaskCommands }) => (
  <ul className="commands">
    {commands.map((argv) => (
      <li key={commandLine(argv)}>
        <code>{commandLine(argv)}</code>
      </li>
    ))}
  </ul>
);

/** A task without a command is looked at by a person, who writes down what they saw. */
function NoCommand({ path, task, message }: { path: string; task: string; message: string }) {
  const line = `nomous plan done ${commandLine([path, task])} --seen "what you saw"`;
  return (
    <>
      <Empty>{message}</Empty>
      <p>When you have looked at what the task asks for, write it down with the command line:</p>
      <p className="row">
        <code>{line}</code>
        <CopyButton text={line} label="Copy" name="Copy the command" />
      </p>
    </>
  );
}

function StopButton({ job }: { job: JobSummary }) {
  const { run, running } = useCommand();
  const isStopping = job.cancelledBy !== null;
  return (
    <Button
      glyph="stop"
      disabled={isStopping || running !== undefined}
      onClick={() => void run("job.cancel", { job: job.id })}
    >
      {isStopping ? "Stopping" : job.state === "queued" ? "Take out of the queue" : "Stop"}
    </Button>
  );
}

const OUTPUT_MS = 250;
/** The end of what was printed; the rest is in the evidence that is kept of it. */
const MOST_LETTERS = 20_000;

function JobOutput({ job }: { job: JobSummary }) {
  const client = useClient();
  const { text } = usePaced(
    useMemo(() => client.job(job.id), [client, job.id]),
    OUTPUT_MS,
  );
  return (
    <section className="verify-output" aria-label="What it prints">
      <p aria-live="polite">
        <JobState job={job} />
      </p>
      {text !== "" && <pre>{text.length > MOST_LETTERS ? `…\n${text.slice(-MOST_LETTERS)}` : text}</pre>}
    </section>
  );
}

function JobState({ job: { state, message } }: { job: JobSummary }) {
  switch (state) {
    case "queued":
      return <Status glyph="waits">Waits for what runs now</Status>;
    case "running":
      return (
        <Status glyph="arc" tone="accent">
          Running
        </Status>
      );
    case "done":
      return (
        <Status glyph="check" tone="ok">
          {message || "Passed"}
        </Status>
      );
    case "failed":
      return (
        <Status glyph="error" tone="error">
          {message || "It did not pass"}
        </Status>
      );
    case "stopped":
    case "interrupted":
      break;
  }
  return (
    <Status glyph="note" tone="note">
      {message || "Stopped"}
    </Status>
  );
}
