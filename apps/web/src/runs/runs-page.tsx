// Every experiment of the workspace: what runs, what waits, what was found.
import type { ExperimentOverview } from "@nomous/client";
import { Link } from "wouter";
import { runAddress } from "../address.ts";
import { useConnection } from "../hooks/use-client.ts";
import { useDocuments } from "../library/use-documents.ts";
import { useOpenDocument } from "../library/use-open-document.ts";
import { AwayNote } from "../offline/away-note.tsx";
import { Page } from "../shell/page.tsx";
import { Button } from "../ui/button.tsx";
import { Empty, Failed, Loading, Status } from "../ui/status.tsx";
import { plural } from "../words/numbers.ts";
import { JobQueue } from "./job-queue.tsx";
import "./runs.css";
import { SampleButton } from "./sample-button.tsx";
import { useExperiments } from "./use-experiments.ts";
import { useSample } from "./use-sample.ts";
import { Verdict } from "./verdict.tsx";

export function RunsPage() {
  const { data, at, error, again } = useExperiments();
  const { status } = useConnection();
  const experiments = data?.experiments ?? [];
  return (
    <Page title="Runs">
      <div className="scroll runs">
        <JobQueue />
        {error !== undefined && <Failed action={<Button onClick={again}>Ask again</Button>}>{error}</Failed>}
        <AwayNote what="This list" at={at} lack="The experiments of this folder appear when it is back." />
        {data === undefined && error === undefined && status !== "away" && (
          <Loading>Asking which experiments there are</Loading>
        )}
        {data !== undefined && experiments.length === 0 && <NoExperiments />}
        {experiments.length > 0 && (
          <section aria-label="Experiments">
            <h2>
              {plural(experiments.length, "experiment")}{" "}
              <span className="meta">verdicts are of the primary metric, against the baseline</span>
            </h2>
            <ul>
              {experiments.map((overview) => (
                <Row key={`${overview.path}:${overview.line}`} overview={overview} />
              ))}
            </ul>
          </section>
        )}
        {data?.unread.map(({ path, message }) => (
          <Failed key={path}>{message}</Failed>
        ))}
      </div>
    </Page>
  );
}

function NoExperiments() {
  const sample = useSample();
  return (
    <>
      <Empty>No experiments yet. Open a spike and choose Add experiment, or try the sample: it takes a minute.</Empty>
      <SampleButton sample={sample} />
      {sample.error !== undefined && <Failed>{sample.error}</Failed>}
    </>
  );
}

const STATES = {
  invalid: { glyph: "error", tone: "error", name: "cannot be understood" },
  "not-run": { glyph: "draft", tone: "note", name: "not run yet" },
  broken: { glyph: "error", tone: "error", name: "evidence broken" },
  unfinished: { glyph: "stale", tone: "stale", name: "not ended" },
  stopped: { glyph: "ended", tone: "note", name: "stopped" },
  complete: { glyph: "approved", tone: "ok", name: "complete" },
} as const satisfies Record<ExperimentOverview["status"], unknown>;

function Row({ overview }: { overview: ExperimentOverview }) {
  const { question, path, line, words, verdicts, status } = overview;
  return (
    <li className="experiment">
      <div className="name">
        <Name overview={overview} />
        <span>{question}</span>
        <span className="meta mono cut">
          {path}:{line}
        </span>
      </div>
      <div className="found">
        {verdicts.map(({ variant, verdict }) => (
          <span key={variant} className="row">
            <Verdict verdict={verdict} />
            <span className="muted cut">{variant}</span>
          </span>
        ))}
        {status !== "not-run" && <span className="meta words">{words}</span>}
      </div>
      <div className="state-of">
        <State overview={overview} />
      </div>
    </li>
  );
}

/** Leads to its page; one without an id has none, and leads to its block. */
function Name({ overview: { id, path, line } }: { overview: ExperimentOverview }) {
  const opener = useOpenDocument();
  const known = useDocuments().data?.documents.find((document) => document.path === path);
  if (id !== null)
    return (
      <Link className="open" href={runAddress(path, id)}>
        {id}
      </Link>
    );
  return (
    <button type="button" className="open" onClick={() => opener.open(known ?? { path }, { line, column: 1 })}>
      without an id
    </button>
  );
}

function State({ overview: { status, isChanged, sessions } }: { overview: ExperimentOverview }) {
  const { glyph, tone, name } = STATES[status];
  return (
    <>
      <Status glyph={glyph} tone={tone}>
        {name}
      </Status>
      {isChanged && (
        <Status glyph="stale" tone="stale">
          changed after data
        </Status>
      )}
      {sessions > 1 && <span className="meta">{plural(sessions, "session")}</span>}
    </>
  );
}
