// The page's end of the check worker: tells it every change at once, keeps what it says of the newest text, and fetches what rules
// wanted to know. Late results are dropped, so what is drawn is always about the text that stands there.
import type { Clock, Readable, StopTimer, WorkspacePath } from "@nomous/client";
import { createCell } from "../cell.ts";
import type {
  Answers,
  ApprovalCheck,
  CheckedText,
  FromWorker,
  Question,
  TextEdit,
  Told,
  ToWorker,
  Wants,
} from "./check-message.ts";

interface CheckView {
  /** The newest result; of an older text while `isCurrent` is false. */
  readonly checked: CheckedText | undefined;
  readonly isCurrent: boolean;
  /** `undefined`: not known yet. `null`: no approval comes next. */
  readonly approval: ApprovalCheck | null | undefined;
  /** The worker broke: no findings come. */
  readonly hasFailed: boolean;
}

export interface LiveCheck {
  readonly view: Readable<CheckView>;
  /** The whole text is another one. */
  open(path: WorkspacePath, text: string): void;
  edit(edits: readonly TextEdit[], length: number): void;
  /** What the bridge says of the rules here, and of what stands beside the document. */
  tell(news: Extract<ToWorker, { readonly type: "settings" | "beside" }>): void;
  /** What is known of paths that begin so is asked for again; "": of all, as when the bridge is back. */
  doubt(below: string): void;
  /** `undefined` when the text has changed before the answer came. */
  ask<Kind extends Question["kind"]>(question: Extract<Question, { kind: Kind }>): Promise<Answers[Kind] | undefined>;
  close(): void;
}

/** The part of a worker that is used. */
export interface CheckWorker {
  postMessage(message: ToWorker): void;
  terminate(): void;
  addEventListener(type: "message", listener: (event: { readonly data: FromWorker }) => void): void;
  addEventListener(type: "error", listener: () => void): void;
}

interface LiveCheckPorts {
  readonly worker: CheckWorker;
  readonly clock: Clock;
  /** Asks the bridge, or what it said before; `undefined` when nothing is known or it refuses. */
  readonly survey: (path: WorkspacePath, text: string, wants: Wants) => Promise<Told | undefined>;
  /** The text as it is now. */
  readonly text: () => string;
}

/** Rules may ask for something new with every keystroke; the bridge is asked at most so often. */
const SURVEY_MS = 10_000;
/** When a file is missing, rules look for others that may have been meant: a few rounds come at once. */
const BURST = 3;

/** An approval is a second check: it is made when the text rests. */
const REST_MS = 400;

const NOTHING: CheckView = { checked: undefined, isCurrent: false, approval: undefined, hasFailed: false };

export function createLiveCheck({ worker, clock, survey, text }: LiveCheckPorts): LiveCheck {
  const view = createCell<CheckView>(NOTHING);
  const post = (message: ToWorker): void => worker.postMessage(message);
  const questions = createQuestions(post);
  const surveyor = createSurveyor({ clock, survey, text, tell: (told) => post({ type: "survey", ...told }) });
  let number = 0;
  let path: WorkspacePath | undefined;
  const change = (more: Partial<CheckView>): void => view.set({ ...view.current(), ...more });
  const touch = (): number => {
    number += 1;
    approving.stop();
    if (view.current().isCurrent) change({ isCurrent: false });
    return number;
  };
  const ask: LiveCheck["ask"] = (question) => questions.ask(question, () => number);
  const approving = createRest(clock, async () => {
    const approval = await ask<"approval">({ kind: "approval" });
    if (approval !== undefined) change({ approval });
  });

  worker.addEventListener("error", () => {
    change({ hasFailed: true });
    questions.settleAll();
  });
  worker.addEventListener("message", ({ data }) => {
    switch (data.type) {
      case "checked": {
        const { checked } = data;
        if (data.number !== number) return;
        change({ checked, isCurrent: true });
        approving.start();
        if (path !== undefined) surveyor.want(path, checked.wants, checked.type?.stage === "approved" ? number : 0);
        return;
      }
      case "answer":
        return questions.answer(data);
      case "lost":
        if (path !== undefined) post({ type: "text", number: touch(), path, text: text() });
    }
  });

  return {
    view,
    ask,
    open(next, whole) {
      path = next;
      post({ type: "text", number: touch(), path, text: whole });
    },
    edit: (edits, length) => post({ type: "edit", number: touch(), edits, length }),
    tell: post,
    doubt(below) {
      surveyor.allow();
      post({ type: "doubt", below });
    },
    close() {
      approving.stop();
      surveyor.close();
      worker.terminate();
      questions.settleAll();
    },
  };
}

/** Acts once the text has rested. */
function createRest(clock: Clock, act: () => Promise<void>): { start(): void; stop(): void } {
  let stop: StopTimer | undefined;
  return {
    start() {
      stop?.();
      stop = clock.after(REST_MS, () => void act());
    },
    stop: () => stop?.(),
  };
}

type Answer = Answers[keyof Answers];

interface Questions {
  /** `undefined` when the number of the text is another one by the time of the answer. */
  ask<Kind extends Question["kind"]>(
    question: Extract<Question, { kind: Kind }>,
    number: () => number,
  ): Promise<Answers[Kind] | undefined>;
  answer(message: Extract<FromWorker, { type: "answer" }>): void;
  /** No answer comes any more. */
  settleAll(): void;
}

/** What a fence says does not depend on the text around it, and what was measured not on what is typed meanwhile. */
const LASTING: ReadonlySet<Question["kind"]> = new Set(["contract", "claims"]);

function createQuestions(post: (message: ToWorker) => void): Questions {
  const open = new Map<number, (answer: Answer | undefined, of: number) => void>();
  let refs = 0;
  return {
    async ask<Kind extends Question["kind"]>(question: Extract<Question, { kind: Kind }>, number: () => number) {
      refs += 1;
      const ref = refs;
      const answered = new Promise<{ answer: Answer | undefined; of: number }>((resolve) =>
        open.set(ref, (answer, of) => resolve({ answer, of })),
      );
      post({ type: "question", ref, question });
      const { answer, of } = await answered;
      return !LASTING.has(question.kind) && of !== number() ? undefined : (answer as Answers[Kind] | undefined);
    },
    answer({ ref, number, answer }) {
      open.get(ref)?.(answer, number);
      open.delete(ref);
    },
    settleAll() {
      for (const settle of open.values()) settle(undefined, 0);
      open.clear();
    },
  };
}

interface SurveyorPorts extends Pick<LiveCheckPorts, "clock" | "survey" | "text"> {
  readonly tell: (told: Told) => void;
}

/** Asks at once, a few times; then at most once in ten seconds. What was wanted meanwhile is asked for together. */
function createSurveyor({ clock, survey, text, tell }: SurveyorPorts): {
  /** `content`: another one when what the text holds has to be looked at again, as an approval is of a content. */
  want(path: WorkspacePath, wants: Wants, content: number): void;
  /** What is wanted next is asked for at once. */
  allow(): void;
  close(): void;
} {
  let pending: { readonly path: WorkspacePath; readonly wants: Wants } | undefined;
  let refilling: StopTimer | undefined;
  let left = BURST;
  let isClosed = false;
  let seen = "";
  const refill = (): void => {
    refilling = undefined;
    left += 1;
    void ask();
    if (left < BURST) refilling ??= clock.after(SURVEY_MS, refill);
  };
  const ask = async (): Promise<void> => {
    const next = pending;
    if (next === undefined || left === 0 || isClosed) return;
    pending = undefined;
    left -= 1;
    refilling ??= clock.after(SURVEY_MS, refill);
    const told = await survey(next.path, text(), next.wants);
    if (told === undefined) seen = "";
    // What is recalled costs the bridge nothing.
    if (told?.isRecalled === true) left = Math.min(left + 1, BURST);
    if (told !== undefined && !isClosed) tell(told);
  };
  return {
    want(path, wants, content) {
      const key = JSON.stringify([path, wants, content]);
      if (key === seen) return;
      seen = key;
      pending = { path, wants };
      void ask();
    },
    allow() {
      left = BURST;
      seen = "";
    },
    close() {
      isClosed = true;
      refilling?.();
    },
  };
}
