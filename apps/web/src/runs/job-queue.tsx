// What runs on this machine and what waits for it, each with the way out.
import { isOver, type JobSummary } from "@nomous/client";
import { Link } from "wouter";
import { runAddress } from "../address.ts";
import { useCommand } from "../hooks/use-command.ts";
import { useLatest } from "../hooks/use-latest.ts";
import { Button } from "../ui/button.tsx";
import { Glyph } from "../ui/glyph.tsx";
import { runsText } from "./progress-words.ts";
import { experimentOf } from "./use-experiment-job.ts";

/** One experiment runs at a time: another would disturb it. */
export function JobQueue() {
  const jobs = useLatest("jobs");
  const working = (jobs?.jobs ?? []).filter((job) => !isOver(job));
  if (jobs === undefined || working.length === 0) return null;
  return (
    <section aria-label="Running and waiting">
      <h2>
        Running and waiting <span className="meta">one at a time, so that none disturbs another</span>
      </h2>
      <ul className="job-queue">
        {working.map((job) => (
          <QueuedJob key={job.id} job={job} before={jobs.queue.indexOf(job.id)} />
        ))}
      </ul>
    </section>
  );
}

/** `before` counts those that wait before it; negative when it runs. */
function QueuedJob({ job, before }: { job: JobSummary; before: number }) {
  const { run, running, error } = useCommand();
  const isExperiment = job.kind === "experiment";
  const name = isExperiment ? experimentOf(job) : job.title;
  const waits = before >= 0;
  const isStopping = job.cancelledBy !== null;
  return (
    <li>
      <Glyph name={waits ? "waits" : "arc"} tone="accent" isSpinning={!waits} />
      {job.document === null || !isExperiment ? (
        <b>{name}</b>
      ) : (
        <Link href={runAddress(job.document, name)}>{name}</Link>
      )}
      <span className="muted grow cut">{error ?? (waits ? waitText(before) : progressText(job))}</span>
      <Button disabled={running !== undefined || isStopping} onClick={() => void run("job.cancel", { job: job.id })}>
        {isStopping ? "Stopping" : waits ? "Take out" : "Stop"}
      </Button>
    </li>
  );
}

const waitText = (before: number): string => (before === 0 ? "is next" : `waits, ${before} before it`);

const progressText = ({ progress }: JobSummary): string =>
  progress === null ? "getting ready" : [progress.words, runsText(progress, undefined)].filter(Boolean).join(", ");
