// Runs what the document asks: a button for its one experiment, a menu for several, and while one works the way to where it is seen.
import { isOver, type JobSummary } from "@nomous/client";
import { Link } from "wouter";
import { runAddress } from "../../address.ts";
import { useLatest } from "../../hooks/use-latest.ts";
import { usePaced } from "../../hooks/use-paced.ts";
import { experimentOf } from "../../runs/use-experiment-job.ts";
import { Button } from "../../ui/button.tsx";
import { Glyph } from "../../ui/glyph.tsx";
import { Menu } from "../../ui/menu.tsx";
import type { DocumentDesk } from "../desk.ts";
import { usePart } from "../use-part.ts";

const EXPERIMENTS_MS = 500;

interface ExperimentsProps {
  desk: DocumentDesk;
  /** Asks what would run. */
  onRun: (experiment: string) => void;
}

/** In the top bar. */
export function ExperimentActions({ desk, onRun }: ExperimentsProps) {
  const ids = useExperimentIds(desk);
  const job = useDocumentJob(desk);
  const [first] = ids;
  if (job !== undefined) return <JobLink job={job} className="btn normal wide-only" />;
  if (first === undefined) return null;
  if (ids.length === 1)
    return (
      <Button className="wide-only" glyph="runs" onClick={() => onRun(first)}>
        Run {first}
      </Button>
    );
  return (
    <Menu label="Run an experiment" glyph="runs" button="Run" className="wide-only">
      <ExperimentLines desk={desk} onRun={onRun} />
    </Menu>
  );
}

/** In a menu. */
export function ExperimentLines({ desk, onRun }: ExperimentsProps) {
  const ids = useExperimentIds(desk);
  const job = useDocumentJob(desk);
  if (job !== undefined) return <JobLink job={job} />;
  return ids.map((id) => (
    <button key={id} type="button" onClick={() => onRun(id)}>
      <Glyph name="runs" />
      Run {id}
    </button>
  ));
}

const useExperimentIds = (desk: DocumentDesk): readonly string[] =>
  usePaced(desk.rendered, EXPERIMENTS_MS)?.checked.experiments.flatMap(({ id }) => id ?? []) ?? [];

/** What works or waits for the document. */
function useDocumentJob({ live }: DocumentDesk): JobSummary | undefined {
  const path = usePart(live.view, (view) => view.path);
  return useLatest("jobs")?.jobs.find((job) => job.document === path && !isOver(job));
}

function JobLink({ job, className }: { job: JobSummary; className?: string }) {
  return (
    <Link className={className} href={runAddress(job.document ?? "", experimentOf(job))}>
      <Glyph name="arc" tone="accent" isSpinning />
      {job.progress?.words ?? "waits to run"}
    </Link>
  );
}
