// One experiment: what is measured now, live while it runs, then what it says and what follows from it.
import { type ExperimentOverview, isOver, type JobSummary } from "@nomous/client";
import { useState } from "react";
import { Link, useSearchParams } from "wouter";
import { fileAddress } from "../address.ts";
import { useConnection, useIsOnline, useRuntime } from "../hooks/use-client.ts";
import { type CommandRun, useCommand } from "../hooks/use-command.ts";
import { useDocuments } from "../library/use-documents.ts";
import { useOpenDocument } from "../library/use-open-document.ts";
import { AwayNote } from "../offline/away-note.tsx";
import { Page } from "../shell/page.tsx";
import { Button } from "../ui/button.tsx";
import { Glyph, type GlyphName } from "../ui/glyph.tsx";
import { Empty, Failed, Loading } from "../ui/status.tsx";
import { momentText } from "../words/time.ts";
import { JobProgress } from "./job-progress.tsx";
import { RunDialog } from "./run-dialog.tsx";
import "./runs.css";
import { SessionFacts } from "./session-facts.tsx";
import type { ReadSession } from "./session-reader.ts";
import { SessionView } from "./session-view.tsx";
import { useExperimentJob } from "./use-experiment-job.ts";
import { useExperiments } from "./use-experiments.ts";
import { useSession } from "./use-session.ts";

export function ExperimentPage({ id }: { id: string }) {
  const [search] = useSearchParams();
  const path = search.get("path");
  const { data, at, error, again } = useExperiments();
  const { status } = useConnection();
  const overview = data?.experiments.find((one) => one.id === id && (path === null || one.path === path));
  if (overview !== undefined) return <Experiment key={overview.path} id={id} overview={overview} />;
  return (
    <Page title={id}>
      <div className="scroll page-note">
        {error !== undefined && <Failed action={<Button onClick={again}>Ask again</Button>}>{error}</Failed>}
        {data !== undefined && <Empty>No document of this folder has the experiment {id}.</Empty>}
        <AwayNote what="The list of experiments" at={at} lack="What this experiment found appears when it is back." />
        {data === undefined && error === undefined && status !== "away" && (
          <Loading>Asking which experiments there are</Loading>
        )}
      </div>
    </Page>
  );
}

interface ExperimentProps {
  id: string;
  overview: ExperimentOverview;
}

function Experiment({ id, overview }: ExperimentProps) {
  const { path } = overview;
  const job = useExperimentJob(path, id);
  const { session, error, notes } = useSession(overview, job);
  const stop = useCommand();
  const [isAsking, setAsking] = useState(false);
  const works = job !== undefined && !isOver(job);
  const results = session?.status === "read" ? session.results : undefined;
  const close = (): void => setAsking(false);
  return (
    <Page
      title={id}
      heading={
        <>
          <h1 className="cut">{id}</h1>
          <DocumentLink className="wide-only" overview={overview} />
        </>
      }
      actions={
        works ? <StopButton job={job} stop={stop} /> : <RunButton overview={overview} onRun={() => setAsking(true)} />
      }
    >
      {stop.error !== undefined && <Told glyph="error">Not stopped: {stop.error}</Told>}
      {works ? <JobProgress job={job} results={results} notes={notes} /> : <LastJob job={job} overview={overview} />}
      <div className="run-page">
        <div className="findings">
          <section>
            <p className="question">{overview.question}</p>
            <DocumentLink className="phone-only" overview={overview} />
            {error !== undefined && <Failed>{error}</Failed>}
            <Lack session={session} overview={overview} job={job} />
          </section>
          {results !== undefined && <SessionView results={results} />}
        </div>
        {results !== undefined && <SessionFacts results={results} path={path} />}
      </div>
      {isAsking && <RunDialog path={path} experiment={id} onStarted={close} onClose={close} />}
    </Page>
  );
}

function StopButton({ job, stop }: { job: JobSummary; stop: CommandRun }) {
  const isStopping = job.cancelledBy !== null;
  return (
    <Button
      className="run-action"
      glyph="stop"
      disabled={isStopping || stop.running !== undefined}
      onClick={() => void stop.run("job.cancel", { job: job.id })}
    >
      {isStopping ? "Stopping" : job.state === "queued" ? "Take out of the queue" : "Stop"}
    </Button>
  );
}

interface RunButtonProps {
  overview: ExperimentOverview;
  onRun: () => void;
}

function RunButton({ overview: { status, isChanged }, onRun }: RunButtonProps) {
  const isOnline = useIsOnline();
  const canResume = (status === "unfinished" || status === "stopped") && !isChanged;
  return (
    <Button
      className="run-action"
      look="primary"
      disabled={!isOnline}
      title={isOnline ? undefined : "Experiments run on the machine of the bridge: it is away"}
      onClick={onRun}
    >
      {canResume ? "Resume" : status === "not-run" || status === "invalid" ? "Run" : "Run again"}
    </Button>
  );
}

interface DocumentLinkProps {
  overview: ExperimentOverview;
  className: string;
}

/** Leads to the block of the experiment. */
function DocumentLink({ overview: { path, line }, className }: DocumentLinkProps) {
  const opener = useOpenDocument();
  const known = useDocuments().data?.documents.find((document) => document.path === path);
  return (
    <button
      type="button"
      className={`document-link mono cut ${className}`}
      onClick={() => opener.open(known ?? { path }, { line, column: 1 })}
    >
      {opener.error ?? (opener.opening === undefined ? path : opener.openingText)}
    </button>
  );
}

/** What became of the last job, and whether what it measured still answers the question. */
function LastJob({ job, overview: { isChanged } }: { job: JobSummary | undefined; overview: ExperimentOverview }) {
  const { clock } = useRuntime();
  return (
    <>
      {job !== undefined && job.state !== "done" && (
        <Told glyph={job.state === "failed" ? "error" : "note"}>
          {job.endedAt !== null && `${momentText(job.endedAt, clock.now())} · `}
          {job.message}
        </Told>
      )}
      {isChanged && (
        <Told glyph="stale">Changed after data: the document no longer asks what was measured. Run it again.</Told>
      )}
    </>
  );
}

const Told = ({ glyph, children }: { glyph: GlyphName; children: React.ReactNode }) => (
  <output className={glyph === "error" ? "strip" : "strip plain"}>
    <Glyph name={glyph} />
    <span>{children}</span>
  </output>
);

const REMEDY = "Restore it as it was committed, or run the experiment again.";

interface LackProps {
  session: ReadSession | undefined;
  overview: ExperimentOverview;
  job: JobSummary | undefined;
}

/** Why there is nothing to draw, and what to do. */
function Lack({ session, overview: { path, status, words, evidence }, job }: LackProps) {
  const isOnline = useIsOnline();
  if (session?.status === "read") return null;
  if (session?.status === "broken")
    return <BrokenEvidence path={evidence} line={session.line} message={session.message} />;
  if (job?.state === "running") return <Empty>The first round appears here when its runs have ended.</Empty>;
  if (job?.state === "queued") return <Empty>Its rounds appear here when its turn comes.</Empty>;
  if (status === "invalid")
    return (
      <Failed>
        The experiment cannot be understood. {path}:{words}
      </Failed>
    );
  if (status === "broken")
    return (
      <Failed>
        The evidence cannot be trusted: {words}. {REMEDY}
      </Failed>
    );
  if (session === undefined)
    return isOnline ? (
      <Loading>Reading the evidence</Loading>
    ) : (
      <Empty>
        Bridge away. What was found last: {words}. The runs behind it are read from its machine when it is back.
      </Empty>
    );
  return <Empty>No runs yet. Press Run, and its rounds appear here.</Empty>;
}

function BrokenEvidence({ path, line, message }: { path: string | null; line: number; message: string }) {
  return (
    <Failed
      action={
        path !== null && (
          <Link className="btn normal" href={fileAddress(path, [line, line])}>
            Show line {line}
          </Link>
        )
      }
    >
      The evidence cannot be trusted. {path}:{line}: {message}. {REMEDY}
    </Failed>
  );
}
