// How far a job is: a bar with a mark for each look, what is under way, and what a person should read.
import type { JobSummary, JobView } from "@nomous/client";
import type { SessionResults } from "@nomous/workbench/experiments";
import { useLatest } from "../hooks/use-latest.ts";
import { Glyph } from "../ui/glyph.tsx";
import { lookMarks, lookText, paceOf, runsText } from "./progress-words.ts";

interface JobProgressProps {
  job: JobSummary;
  /** What the session says so far. */
  results: SessionResults | undefined;
  notes: JobView["notes"];
}

export function JobProgress({ job, results, notes }: JobProgressProps) {
  const place = usePlace(job);
  const { done, total, words } = job.progress ?? { done: 0, total: 0, words: "getting ready" };
  const design = results?.evidence.session.protocol.experiment.design;
  const pace = paceOf(results?.evidence.runs.map(({ startedAt }) => startedAt) ?? [], done);
  const note = notes.at(-1)?.words;
  return (
    <section className="job-progress" aria-label="Progress">
      <p className="row">
        <b className="st c-accent">
          <Glyph name={place > 0 ? "waits" : "arc"} isSpinning={place === 0} />
          {place > 0 ? waitText(place) : capital(words)}
        </b>
        <span className="muted">{place > 0 ? "" : runsText({ done, total }, pace)}</span>
        <span className="grow" />
        {results !== undefined && design !== undefined && (
          <span className="muted looks">{lookText(design.looks, results.look)}</span>
        )}
      </p>
      <div className="run-bar">
        <progress aria-label="Runs" value={done} max={Math.max(1, total)} />
        {design !== undefined && lookMarks(design).map((share) => <i key={share} style={{ left: `${share}%` }} />)}
      </div>
      {note !== undefined && <p className="meta">{note}</p>}
    </section>
  );
}

/** From 1 in the queue; 0 when it runs. */
const usePlace = (job: JobSummary): number => (useLatest("jobs")?.queue.indexOf(job.id) ?? -1) + 1;

const waitText = (place: number): string =>
  place === 1 ? "Waits for what runs now" : `Waits, ${place - 1} before it in the queue`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
