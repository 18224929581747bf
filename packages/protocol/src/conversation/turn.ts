// A conversation is an append-only tree of immutable turns: two browsers that write at once make two branches.
import * as z from "zod/mini";
import { Actor } from "../actor.ts";
import { ErrorBody } from "../error.ts";
import { TurnId } from "../ids.ts";
import { LIMITS } from "../limits.ts";
import { EndReason } from "../stream.ts";
import { utf8Length } from "../utf8.ts";
import { AnswerStats, ContextReport, Route, ToolCallPart } from "./answer.ts";
import { ChatSettings } from "./settings.ts";

const at = z.number();

/** A path inside the workspace, with `/`, never absolute. */
export const WorkspacePath = z.string().check(
  z.minLength(1),
  z.maxLength(LIMITS.pathLength),
  z.refine((path) => isInside(path), "must stay inside the workspace"),
);
export type WorkspacePath = z.infer<typeof WorkspacePath>;

function isInside(path: string): boolean {
  return !path.startsWith("/") && !/[\\\0]|^[A-Za-z]:/.test(path) && !path.split("/").includes("..");
}

export const Attachment = z.object({
  path: WorkspacePath,
  /** First and last line, from 1, when only a part is meant. */
  lines: z.optional(z.tuple([z.int().check(z.positive()), z.int().check(z.positive())])),
});
export type Attachment = z.infer<typeof Attachment>;

export const PromptText = z.string().check(
  z.minLength(1),
  z.refine(
    (text) => utf8Length(text) <= LIMITS.promptBytes,
    `is longer than ${LIMITS.promptBytes} bytes; attach a file instead`,
  ),
);

export const PersonTurn = z.object({
  role: z.literal("person"),
  id: TurnId,
  /** The turn it follows; `null` starts the conversation (or a branch at its root). */
  parent: z.nullable(TurnId),
  text: PromptText,
  attachments: z.array(Attachment).check(z.maxLength(LIMITS.attachments)),
  /** From here on; see `settings.ts`. */
  settings: z.optional(ChatSettings),
  at,
  actor: Actor,
});
export type PersonTurn = z.infer<typeof PersonTurn>;

/** A place in the workspace that an answer rests on. */
export const Citation = z.object({
  /** The number it has in the text: `[1]`. */
  n: z.int().check(z.positive()),
  path: WorkspacePath,
  /** First and last line, from 1. */
  line: z.int().check(z.positive()),
  endLine: z.int().check(z.positive()),
  /** What stands there, in one line. */
  excerpt: z.string().check(z.maxLength(400)),
});
export type Citation = z.infer<typeof Citation>;

/** A turn in a past conversation that an answer rests on; numbered together with the citations. */
export const TurnCitation = z.object({
  n: z.int().check(z.positive()),
  conversation: z.string(),
  turn: TurnId,
  excerpt: z.string().check(z.maxLength(400)),
});
export type TurnCitation = z.infer<typeof TurnCitation>;

/** How an answer ended; written into the conversation in the commit that ends its generation. */
export const AnswerOutcome = z.object({
  reason: EndReason,
  route: z.optional(Route),
  /** The whole text; left out above 32 KiB, then `generation/<id>` has it. */
  text: z.optional(z.string()),
  /** What the model thought first; left out above 8 KiB. */
  reasoning: z.optional(z.string()),
  /** Whole calls, their pieces joined. */
  calls: z.optional(z.array(ToolCallPart)),
  context: z.optional(ContextReport),
  stats: z.optional(AnswerStats),
  citations: z.array(Citation),
  turns: z.array(TurnCitation),
  /** Items in the generation before its END, and how many of them are text. */
  count: z.int(),
  textCount: z.optional(z.int()),
  /** Something is left out here that `generation/<id>` has. */
  isShortened: z.optional(z.boolean()),
  /** Milliseconds from the prompt's commit to the first piece of text or reasoning, and to the end. */
  firstMs: z.optional(z.number()),
  totalMs: z.number(),
  error: z.optional(ErrorBody),
});
export type AnswerOutcome = z.infer<typeof AnswerOutcome>;
