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
  Wants,
} from "./check-message.ts";
import { claimChoicesIn } from "./describe-experiments.ts";
import { effectsIn } from "./describe-effects.ts";
import { describeText } from "./describe-text.ts";
import { fieldEdits } from "./field-edits.ts";
import { changesBetween } from "./line-changes.ts";
import { planAnswer } from "./plan-outlook.ts";
import { rulesWith } from "./present-rules.ts";
import { createKnownWorkspace, type Look } from "./surroundings.ts";
import { createWishes } from "./wishes.ts";

interface CheckerPorts {
  readonly post: (message: FromWorker) => void;
  /** Runs it when the messages that are here by now have been taken in. */
  readonly soon: (run: () => void) => void;
}

/** Takes what the page says, one message after the other. */
export function createChecker({ post, soon }: CheckerPorts): (message: ToWorker) => void {
  const knowledge = createKnowledge();
  const wishes = createWishes();
  let current: { readonly number: number; readonly path: string; readonly text: string } | undefined;
  let isComing = false;
  const inputOf: InputOf = (text) => knowledge.inputOf(current?.path ?? "", text);

  const check = (): void => {
    isComing = false;
    if (current === undefined) return;
    const { number, text } = current;
    const { wants, asOf, ...input } = inputOf(text);
    const described = describeText(checkDocument(input));
    post({ type: "checked", number, checked: { ...described, wants: wishes.with(wants()), asOf: asOf() } });
  };

  const touch = (): void => {
    if (isComing) return;
    isComing = true;
    soon(check);
  };

  const answerTo = (question: Question): Answers[keyof Answers] => {
    if (question.kind !== "effects") return simpleAnswer(question, current?.text, inputOf);
    return effectsOf(question, current?.text, inputOf, (wants) => {
      if (wishes.add(wants)) touch();
    });
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
      case "survey":
      case "beside":
      case "doubt":
        if (message.type === "survey") wishes.clear();
        knowledge.take(message);
        return touch();
      case "question":
        return post({
          type: "answer",
          ref: message.ref,
          number: current?.number ?? 0,
          answer: answerTo(message.question),
        });
    }
  };
}

interface Knowledge {
  take(news: Exclude<ToWorker, { type: "text" | "edit" | "question" }>): void;
  inputOf(path: string, text: string): ReturnType<InputOf>;
}

/** All that the page has told besides the text. */
function createKnowledge(): Knowledge {
  const workspace = createKnownWorkspace();
  let settings: Settings | undefined;
  let beside: Beside = {};
  return {
    take(news) {
      switch (news.type) {
        case "settings":
          ({ settings } = news);
          break;
        case "survey":
          workspace.learn(news);
          break;
        case "beside":
          ({ beside } = news);
          break;
        case "doubt":
          workspace.doubt(news.below);
      }
    },
    inputOf(path, text) {
      const { surroundings, present, wants, asOf } = workspace.look(text, settings?.today);
      const rules = rulesWith({ ...present, ...known(beside) });
      return {
        ...typesOf(settings),
        path,
        text,
        rules,
        surroundings: { ...surroundings, ...known(beside) },
        wants,
        asOf,
      };
    },
  };
}

/** What is checked when the document has this text, and what rules wanted to know for it in vain. */
type InputOf = (text: string) => CheckInput & Pick<Look, "wants" | "asOf">;
type EffectsQuestion = Extract<Question, { kind: "effects" }>;

/** Each text as if it stood in the place; `wish` is told what rules wanted to know for it. */
function effectsOf(
  { from, to, texts }: EffectsQuestion,
  text: string | undefined,
  inputOf: InputOf,
  wish: (wants: Wants) => void,
): Answers["effects"] | null {
  if (text === undefined) return null;
  return texts.map((insert) => {
    const { wants, asOf, ...input } = inputOf(edited(text, [{ from, to, insert }]));
    const found = effectsIn(checkDocument(input), from, from + insert.length);
    wish(wants());
    return { ...found, asOf: asOf() };
  });
}

function simpleAnswer(
  question: Exclude<Question, EffectsQuestion>,
  text: string | undefined,
  inputOf: InputOf,
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

/** Types come as data; the bridge has decoded and combined them, and they mean here what they mean there. */
function typesOf(settings: Settings | undefined): Pick<CheckInput, "types" | "severities" | "without"> {
  if (settings === undefined) return { types: BUILT_IN_TYPES };
  return {
    types: settings.types as readonly DocumentType[],
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
