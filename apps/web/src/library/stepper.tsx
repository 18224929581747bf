// Where a document stands on the way from research to done, and the next step as a sentence with one button.
import { Link, useLocation } from "wouter";
import { documentAddress, traceAddress } from "../address.ts";
import { useRuntime } from "../hooks/use-client.ts";
import { PHONE, useMedia } from "../hooks/use-media.ts";
import { useShell } from "../shell/use-shell.ts";
import { Button } from "../ui/button.tsx";
import { Glyph, type GlyphName, type Tone } from "../ui/glyph.tsx";
import { Failed } from "../ui/status.tsx";
import { moveText, titleText } from "./document-words.ts";
import { useStateChange } from "./state-change.tsx";
import "./stepper.css";
import { type Step, type StepAction, STEPS, type Thread, threadOf } from "./thread.ts";
import { useDocuments } from "./use-documents.ts";
import { type OpenDocument, useOpenDocument } from "./use-open-document.ts";

/** Nothing for a document that belongs to no thread. */
export function Stepper({ path }: { path: string }) {
  const { data } = useDocuments();
  const { clock } = useRuntime();
  const isPhone = useMedia(PHONE);
  const opener = useOpenDocument();
  const states = useStateChange();
  const thread = data && threadOf(path, data.documents, clock.now());
  const here = data?.documents.find((one) => one.path === path);
  const act = useAction(path, opener);
  if (thread === undefined || here === undefined) return null;
  const onNext = (action: StepAction): void => (action.kind === "state" ? states.change(here, action) : act(action));
  return (
    <>
      <nav className="steps" aria-label="Steps">
        {isPhone ? <ShortSteps thread={thread} /> : <Steps thread={thread} opener={opener} />}
        {!isPhone && <Link href={traceAddress(path)}>Trace</Link>}
        <NextStep thread={thread} isShort={isPhone} running={states.moving?.label} onAct={onNext} />
      </nav>
      {opener.error !== undefined && <Failed>{opener.error}</Failed>}
      {states.refusal}
    </>
  );
}

function useAction(path: string, { open }: OpenDocument) {
  const { data } = useDocuments();
  const { beginDocument } = useShell();
  const [, navigate] = useLocation();
  return (action: Exclude<StepAction, { kind: "state" }>): void => {
    const here = data?.documents.find((one) => one.path === path);
    switch (action.kind) {
      case "go":
        if (here?.document !== undefined) navigate(documentAddress(here.document, { line: action.line, column: 1 }));
        return;
      case "open":
        return open(action.document);
      case "begin":
        return beginDocument({ type: action.type, from: [path] });
    }
  };
}

const MARKS: Readonly<Record<Step["status"], { glyph: GlyphName; tone?: Tone; word: string }>> = {
  missing: { glyph: "ring", word: "" },
  open: { glyph: "draft", word: "" },
  done: { glyph: "check", tone: "ok", word: "" },
  review: { glyph: "stale", tone: "stale", word: ", needs review" },
  ended: { glyph: "ended", word: ", given up" },
};

function Steps({ thread: { steps, at }, opener }: { thread: Thread; opener: OpenDocument }) {
  return (
    <ol>
      {steps.map((step, index) => {
        const { document, name } = step;
        const isHere = index === at;
        return (
          <li key={name} aria-current={isHere ? "step" : undefined}>
            <StepGlyph step={step} isHere={isHere} />
            {document === undefined || isHere ? (
              <StepName step={step} />
            ) : (
              <button type="button" title={titleText(document)} onClick={() => opener.open(document)}>
                <StepName step={step} />
              </button>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function StepGlyph({ step: { status }, isHere }: { step: Step; isHere: boolean }) {
  if (isHere && status === "open") return <Glyph name="step" tone="accent" />;
  const { glyph, tone } = MARKS[status];
  return <Glyph name={glyph} {...(tone === undefined ? {} : { tone })} />;
}

function StepName({ step: { name, status, document } }: { step: Step }) {
  return (
    <span>
      {name}
      {MARKS[status].word}
      <span className="heard">{heardText(status, document !== undefined)}</span>
    </span>
  );
}

/** What the glyph alone says. */
function heardText(status: Step["status"], hasDocument: boolean): string {
  if (status === "done") return ", done";
  return status === "missing" && !hasDocument ? ", not begun" : "";
}

function ShortSteps({ thread: { steps, at } }: { thread: Thread }) {
  const step = steps[at];
  if (step === undefined) return null;
  return (
    <span className="here">
      <StepGlyph step={step} isHere />
      <b>{step.name}</b>
      <span>
        step {at + 1} of {STEPS.length}
      </span>
    </span>
  );
}

interface NextStepProps {
  thread: Thread;
  isShort: boolean;
  /** The state that it is being moved to. */
  running: string | undefined;
  onAct: (action: StepAction) => void;
}

function NextStep({ thread: { next }, isShort, running, onAct }: NextStepProps) {
  const { text, action } = next;
  if (running !== undefined) return <span className="next">Moving to {running}</span>;
  if (isShort && action !== undefined)
    return (
      <button type="button" className="next cut" onClick={() => onAct(action)}>
        Next: {text}
      </button>
    );
  return (
    <span className="next">
      <span className="muted">Next:</span> <span className="cut">{text}</span>
      {action !== undefined && (
        <Button className="small" onClick={() => onAct(action)}>
          {actionText(action)}
        </Button>
      )}
    </span>
  );
}

function actionText(action: StepAction): string {
  switch (action.kind) {
    case "go":
      return "Go there";
    case "open":
      return `Open the ${action.document.type ?? "document"}`;
    case "state":
      return moveText(action);
    case "begin":
      break;
  }
  return `Begin the ${action.type}`;
}
