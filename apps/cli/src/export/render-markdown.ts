// One conversation as Markdown for people: branches as sections, turns numbered through, so that a branch can say after
// which turn it begins. What a person wrote is quoted, so that their headings cannot be taken for ours.
import type { Citation } from "@nomous/protocol";
import { branchesOf, type Branch } from "./branches.ts";
import type { ExportedAnswer, ExportedConversation, ExportedPrompt, ExportedTurn } from "./exported.ts";

export function renderMarkdown(conversation: ExportedConversation): string {
  const branches = branchesOf(conversation.turns);
  const numbers = new Map(branches.flatMap((branch) => branch.turns).map((turn, i) => [turn, i + 1]));
  const number = (turn: ExportedTurn): number => numbers.get(turn) ?? 0;
  const head = [
    `# ${oneLine(conversation.title)}`,
    `Conversation \`${conversation.id}\`, begun ${conversation.createdAt}.`,
  ];
  const sections = branches.flatMap((branch, i) => [
    ...(branches.length === 1 ? [] : [`## ${branchTitle(branch, i + 1, number)}`]),
    ...branch.turns.flatMap((turn) => [`### ${number(turn)} · ${heading(turn)}`, ...body(turn)]),
  ]);
  return `${[...head, ...sections].join("\n\n")}\n`;
}

function branchTitle({ after }: Branch, number: number, numberOf: (turn: ExportedTurn) => number): string {
  return after === undefined ? `Branch ${number}` : `Branch ${number}, after turn ${numberOf(after)}`;
}

function heading(turn: ExportedTurn): string {
  const who = turn.role === "person" ? turn.actor.person : (turn.route?.name ?? "engine");
  return `${oneLine(who)} · ${turn.at}`;
}

const body = (turn: ExportedTurn): string[] => (turn.role === "person" ? promptBody(turn) : answerBody(turn));

function promptBody({ text, attachments }: ExportedPrompt): string[] {
  const quoted = text.replaceAll(/^/gm, "> ").replaceAll(/^> $/gm, ">");
  const files = attachments.map(({ path, lines }) => `* attached: \`${lines ? `${path}:${lines.join("-")}` : path}\``);
  return files.length === 0 ? [quoted] : [quoted, files.join("\n")];
}

function answerBody({ text, end, error, citations, turns }: ExportedAnswer): string[] {
  const sources = [
    ...citations.map((citation) => ({ n: citation.n, line: `[${citation.n}] \`${place(citation)}\`` })),
    ...turns.map(({ n, conversation }) => ({ n, line: `[${n}] conversation \`${conversation}\`` })),
  ].toSorted((a, b) => a.n - b.n);
  return [
    ...(text === "" ? [] : [text.trimEnd()]),
    ...(sources.length === 0 ? [] : [sources.map(({ line }) => `* ${line}`).join("\n")]),
    ...endWords(end, error),
  ];
}

/** Nothing, of an answer that is whole. */
function endWords(end: ExportedAnswer["end"], error: string | undefined): string[] {
  const words = [ENDS[end], error === undefined ? undefined : oneLine(error)].filter((part) => part !== undefined);
  return words.length === 0 ? [] : [`*${words.join(": ")}*`];
}

const ENDS: Record<ExportedAnswer["end"], string | undefined> = {
  done: undefined,
  cancelled: "Stopped here",
  error: "Ended in an error",
  interrupted: "Interrupted by a restart of the bridge",
  writing: "Still being written",
};

const place = ({ path, line, endLine }: Citation): string =>
  line === endLine ? `${path}:${line}` : `${path}:${line}-${endLine}`;

const oneLine = (text: string): string => text.replaceAll(/\s+/g, " ").trim();

/** `2026-11-20-where-is-the-port-set-3f9c02a17b44.md`: sorts by day, and the end of the id keeps it unique. */
export function markdownFileName({ id, title, createdAt }: ExportedConversation): string {
  const words = title
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}]+/gu, "-")
    .replaceAll(/^-|-$/g, "");
  const slug = Array.from(words).slice(0, SLUG_LENGTH).join("").replace(/-$/, "");
  return [createdAt.slice(0, "2026-11-20".length), slug, id.slice(-12)].filter((part) => part !== "").join("-") + ".md";
}

const SLUG_LENGTH = 60;
