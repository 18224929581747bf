// The first screen: what this folder allows now, as five things to do and a table of true states.
import { type ReactNode, useState } from "react";
import { Link, useLocation } from "wouter";
import { DOCUMENTS_ADDRESS, fileAddress, RUNS_ADDRESS, SAMPLE_ADDRESS } from "../address.ts";
import { useConnection } from "../hooks/use-client.ts";
import { useWorkspace, type WorkspaceStatus } from "../hooks/use-workspace.ts";
import { FilePicker } from "../late-parts.ts";
import { isTyped, useDocuments } from "../library/use-documents.ts";
import { SampleButton } from "../runs/sample-button.tsx";
import { useSample } from "../runs/use-sample.ts";
import { AwayNote } from "../offline/away-note.tsx";
import { LateDialog } from "../shell/late-dialog.tsx";
import { useShell } from "../shell/use-shell.ts";
import { Button } from "../ui/button.tsx";
import { Failed, Loading, Status } from "../ui/status.tsx";
import { percentText, plural } from "../words/numbers.ts";
import { ExampleQuestions } from "./example-list.tsx";
import { isMarkdown } from "./example-questions.ts";
import "./start.css";

interface StartGuideProps {
  onAsk: () => void;
  onQuestion: (question: string) => void;
}

export function StartGuide({ onAsk, onQuestion }: StartGuideProps) {
  const { data, at, error, again } = useWorkspace();
  const { status } = useConnection();
  if (data === undefined)
    return (
      <div className="start">
        {error !== undefined && <Failed action={<Button onClick={again}>Ask again</Button>}>{error}</Failed>}
        <AwayNote
          what="This"
          at={at}
          lack="What this folder holds appears when it is back; a question waits until then."
        />
        {error === undefined && status !== "away" && <Loading>Asking the bridge what is here</Loading>}
      </div>
    );
  const hasModel = data.engines.some(({ kind }) => kind === "model");
  return (
    <div className="start">
      <AwayNote what="What is told of this folder" at={at} lack="" />
      <h2>{hasModel ? `Ask about ${data.name}` : "No model is connected"}</h2>
      <p className="lead">
        {hasModel
          ? "Answers come from a model, with places in this folder. Each says which model it was, and whether text left this machine."
          : "Answers are passages of this folder with path and line, under the name “workspace search (no model)”. Nomous downloads no model by itself. Nothing leaves this machine."}
      </p>
      <Act n={1} title="Ask about this folder" text={data.path} action={<AskButton onAsk={onAsk} />}>
        <ExampleQuestions onChoose={onQuestion} />
      </Act>
      <ModelAct status={data} />
      <OpenAct status={data} />
      <WriteAct />
      <TryAct />
      <WorksNow status={data} />
    </div>
  );
}

const AskButton = ({ onAsk }: { onAsk: () => void }) => <Button onClick={onAsk}>Write a question</Button>;

interface ActProps {
  n: number;
  title: string;
  text: string;
  action?: ReactNode;
  children?: ReactNode;
}

function Act({ n, title, text, action, children }: ActProps) {
  return (
    <section className="act">
      <span className="n">{n}</span>
      <div>
        <h3>{title}</h3>
        <p className="muted">{text}</p>
      </div>
      {action}
      <div className="more">{children}</div>
    </section>
  );
}

function ModelAct({ status }: { status: WorkspaceStatus }) {
  const models = status.engines.filter(({ kind }) => kind === "model").length;
  return (
    <Act
      n={2}
      title={models === 0 ? "Connect a model" : "Choose a model"}
      text={
        models === 0
          ? "A GGUF file, or a model server of this machine."
          : `${plural(models, "model")} found on this machine; the bridge chooses unless you do.`
      }
      action={
        <Link className="btn normal" href="/models">
          {models === 0 ? "Connect a model" : "See models"}
        </Link>
      }
    >
      {models === 0 && (
        <p>None was found: no file in models/ or in the stores of other tools, no server on the usual ports.</p>
      )}
    </Act>
  );
}

function OpenAct({ status: { files } }: { status: WorkspaceStatus }) {
  const [, navigate] = useLocation();
  const [isPicking, setPicking] = useState(false);
  const close = (): void => setPicking(false);
  const count = countFiles(files);
  const hasMarkdown = files.markdown > 0;
  const label = hasMarkdown ? "Choose a document" : "Choose a file";
  return (
    <Act
      n={3}
      title={hasMarkdown || count === 0 ? "Open a document" : "Open a file"}
      text="To read it here, with line numbers, and to ask about it."
      action={
        count > 0 ? <Button onClick={() => setPicking(true)}>{label}</Button> : <SampleLink className="btn normal" />
      }
    >
      <p>{filesText(files)}</p>
      {count > 0 && <SampleLink className="btn quiet flush" />}
      {isPicking && (
        <LateDialog onClose={close}>
          <FilePicker
            label={label}
            {...(hasMarkdown ? { only: isMarkdown } : {})}
            onClose={close}
            onPick={(path) => navigate(fileAddress(path))}
          />
        </LateDialog>
      )}
    </Act>
  );
}

function WriteAct() {
  const { beginDocument } = useShell();
  const count = useDocuments().data?.documents.filter(isTyped).length ?? 0;
  return (
    <Act
      n={4}
      title="Write a document"
      text="Research, a spike, a spec or a plan: checked while you write, and the same text as its file. Any Markdown file can be edited."
      action={<Button onClick={() => beginDocument()}>Begin a document</Button>}
    >
      <Link className="btn quiet flush" href={DOCUMENTS_ADDRESS}>
        {count === 0 ? "See all Markdown files" : `See ${plural(count, "document")}`}
      </Link>
    </Act>
  );
}

function TryAct() {
  const sample = useSample();
  return (
    <Act
      n={5}
      title="Try an experiment"
      text="A spike that compares two ways to sort numbers. It is written into this folder; you see what would run before it does."
      action={<SampleButton sample={sample} />}
    >
      {sample.error !== undefined && <Failed>{sample.error}</Failed>}
      <Link className="btn quiet flush" href={RUNS_ADDRESS}>
        See runs
      </Link>
    </Act>
  );
}

const SampleLink = ({ className }: { className: string }) => (
  <Link className={className} href={SAMPLE_ADDRESS}>
    Open the sample
  </Link>
);

const countFiles = ({ markdown, source, other }: WorkspaceStatus["files"]): number => markdown + source + other;

/** What this folder has to open. */
function filesText({ markdown, source, other }: WorkspaceStatus["files"]): string {
  if (markdown > 0) return `${plural(markdown, "Markdown file")} in this folder.`;
  if (source + other > 0)
    return `This folder has no Markdown file; ${plural(source + other, "other file")} can be opened.`;
  return "This folder has no text file yet. The sample shows what a document looks like.";
}

const WORKS = (
  <Status glyph="check" tone="ok">
    works
  </Status>
);

function WorksNow({ status }: { status: WorkspaceStatus }) {
  const { files, engines } = status;
  const hasModel = engines.some(({ kind }) => kind === "model");
  const hasFiles = countFiles(files) > 0;
  const searched = `Search ${plural(files.markdown, "Markdown file")}, ${plural(files.source, "source file")} and ${plural(files.other, "other")}`;
  return (
    <section className="works">
      <h3>What works now</h3>
      <table className="facts-table">
        <tbody>
          <Work name={searched}>
            {hasFiles ? <IndexState index={status.index} /> : <Status glyph="ring">needs a text file</Status>}
          </Work>
          <Work name="Chat">
            {hasModel ? (
              WORKS
            ) : (
              <Status glyph="note" tone="note">
                passages only
              </Status>
            )}
          </Work>
          <Work name="Read files, attach them to a question">{WORKS}</Work>
          <Work name="Write documents, checked while you do">{WORKS}</Work>
          <Work name="Run experiments, and bind what you write to what was measured">{WORKS}</Work>
          <Work name="Answers written by a model">
            {hasModel ? WORKS : <Status glyph="ring">needs a model</Status>}
          </Work>
        </tbody>
      </table>
    </section>
  );
}

const Work = ({ name, children }: { name: string; children: ReactNode }) => (
  <tr>
    <th scope="row">{name}</th>
    <td>{children}</td>
  </tr>
);

/** The state of the search index, true as of the last answer of the bridge. */
export function IndexState({ index }: { index: WorkspaceStatus["index"] }) {
  switch (index.state) {
    case "ready":
      return WORKS;
    case "indexing":
      return (
        <Status glyph="arc" tone="accent">
          indexing, {percentText(index.done, index.total)}
        </Status>
      );
    case "failed":
      break;
  }
  return (
    <Status glyph="error" tone="error">
      failed: {index.why ?? "no reason given"}
    </Status>
  );
}
