// Checks one text as it changes. What comes while a check runs is taken in first: only the newest text is checked.
import {
  BUILT_IN_TYPES,
  changeState,
  checkDocument,
  type CheckInput,
  createSubject,
  type DocumentType,
  editsOfChanges,
  findState,
  fixAll,
  insertBlock,
  outlineContract,
  RULES,
  type Severity,
  type Surroundings,
} from "@nomous/workbench";
import type {
  Answers,
  ApprovalCheck,
  Beside,
  FromWorker,
  Question,
  Settings,
  TextEdit,
  ToWorker,
} from "./check-message.ts";
import { claimChoicesIn } from "./describe-experiments.ts";
import { describeText } from "./describe-text.ts";
import { fieldEdits } from "./field-edits.ts";
import { changesBetween } from "./line-changes.ts";
import { planAnswer } from "./plan-outlook.ts";
import { createKnownWorkspace } from "./surroundings.ts";

interface CheckerPorts {
  readonly post: (message: FromWorker) => void;
  /** Runs it when the messages that are here by now have been taken in. */
  readonly soon: (run: () => void) => void;
}

/** Takes what the page says, one message after the other. */
export function createChecker({ post, soon }: CheckerPorts): (message: ToWorker) => void {
  const workspace = createKnownWorkspace();
  let settings: Settings | undefined;
  let beside: Beside = {};
  let current: { readonly number: number; readonly path: string; readonly text: string } | undefined;
  let isDirty = false;
  let isComing = false;

  const inputOf = (path: string, text: string): CheckInput & { readonly wants: () => CheckedTextWants } => {
    const { surroundings, wants } = workspace.look(settings?.today);
    return { ...rulesOf(settings), path, text, surroundings: { ...surroundings, ...known(beside) }, wants };
  };

  const check = (): void => {
    isComing = false;
    if (current === undefined || !isDirty) return;
    isDirty = false;
    const { number, path, text } = current;
    const { wants, ...input } = inputOf(path, text);
    post({ type: "checked", number, checked: describeText(checkDocument(input), wants()) });
  };

  const touch = (): void => {
    isDirty = true;
    if (isComing) return;
    isComing = true;
    soon(check);
  };

  return (message) => {
    switch (message.type) {
      case "text":
        current = { number: message.number, path: message.path, text: message.text };
        return touch();
      case "edit": {
        if (current === undefined) return undefined;
        const text = edited(current.text, message.edits);
        if (text.length !== message.length) return post({ type: "lost" });
        current = { ...current, number: message.number, text };
        return touch();
      }
      case "settings":
        settings = message.settings;
        return touch();
      case "survey":
        workspace.learn(message.survey);
        return touch();
      case "beside":
        ({ beside } = message);
        return touch();
      case "doubt":
        workspace.doubt(message.below);
        return touch();
      case "question": {
        const { ref, question } = message;
        const answer = answerTo(question, current?.text, (text) => inputOf(current?.path ?? "", text));
        return post({ type: "answer", ref, number: current?.number ?? 0, answer });
      }
    }
  };
}

function answerTo(
  question: Question,
  text: string | undefined,
  inputOf: (text: string) => CheckInput,
): Answers[keyof Answers] {
  if (question.kind === "contract") return outlineContract(question.language, question.text);
  if (text === undefined) return null;
  switch (question.kind) {
    case "approval":
      return approvalOf(inputOf(text));
    case "fixes": {
      const { text: fixed, applied } = fixAll((one) => checkDocument(inputOf(one)).findings, text);
      return { text: fixed, count: applied.length };
    }
    case "field": {
      const { markdown, typed } = createSubject(inputOf(text)).subject;
      return typed === null ? null : fieldEdits(markdown, typed, question.key, question.values);
    }
    case "experiment":
      return changesBetween(text, insertBlock(createSubject(inputOf(text)).subject, question.block, "method"));
    case "plan":
      return planAnswer(createSubject(inputOf(text)).subject, question);
    case "plan-edits":
      return editsOfChanges(createSubject(inputOf(text)).subject, question.changes);
    case "claims":
      break;
  }
  return claimChoicesIn(createSubject(inputOf(text)).subject);
}

/** As rules ask for it. */
const known = ({ targets, verifications }: Beside): Pick<Surroundings, "bindings" | "verifications"> => ({
  ...(targets && { bindings: targets }),
  ...(verifications && { verifications: new Map(verifications.map(({ task, standing }) => [task, standing])) }),
});

type CheckedTextWants = ReturnType<ReturnType<ReturnType<typeof createKnownWorkspace>["look"]>["wants"]>;

/** Types come as data; the bridge has decoded and combined them, and they mean here what they mean there. */
function rulesOf(settings: Settings | undefined): Pick<CheckInput, "types" | "rules" | "severities" | "without"> {
  if (settings === undefined) return { types: BUILT_IN_TYPES, rules: RULES };
  return {
    types: settings.types as readonly DocumentType[],
    rules: RULES,
    severities: settings.rules as Readonly<Record<string, Severity | "off">>,
    without: settings.without,
  };
}

/** The text with the edits made; all of them count in the text before. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  let result = "";
  let done = 0;
  for (const { from, to, insert } of edits) {
    result += text.slice(done, from) + insert;
    done = to;
  }
  return result + text.slice(done);
}

/** What an approval would fail on, when one may come next. */
function approvalOf(input: CheckInput): ApprovalCheck | null {
  const { typed } = createSubject(input).subject;
  if (typed === null) return null;
  const present = typed.state ?? typed.type.states[0];
  const [name] = (present?.next ?? []).filter((one) => findState(typed.type, one)?.isApproval === true);
  const to = name === undefined ? undefined : findState(typed.type, name);
  if (to === undefined) return null;
  const change = changeState(input, typed, to);
  return { state: to.name, obstacles: change.status === "refused" ? change.reasons : [] };
}
