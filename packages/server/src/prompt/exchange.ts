// A branch as questions with their answers, and with what is attached to them read from the disk.
import type { Attachment } from "@nomous/protocol";
import type { EngineMessage } from "../engine/engine.ts";
import { type Attached, type AttachmentFiles, type Missing, readAttached } from "./read-attached.ts";

/** What a person said and what was answered to it. */
export interface Exchange {
  /** Turns that it is made of. */
  readonly turns: number;
  readonly question: string;
  readonly attached: readonly Attached[];
  /** What was attached and cannot be given. */
  readonly missing: readonly Missing[];
  /** Empty for the prompt. */
  readonly answer: string;
}

/** More than these, counted from the newest, are only named. */
const MAX_ATTACHED = 32;
/** Images of earlier turns are sent again; this many at most, with those of the prompt. */
const MAX_IMAGES = 8;

interface ReadingLimits {
  /** Images of earlier turns are only named to a model that cannot see. */
  readonly canSee: boolean;
  /** More of one file no model could hold. */
  readonly maxCharacters: number;
}

/** From the root of the branch to the prompt, which is last. What is attached to the prompt is read whatever the model can. */
export async function readExchanges(
  files: AttachmentFiles,
  messages: readonly EngineMessage[],
  { canSee, maxCharacters }: ReadingLimits,
): Promise<readonly Exchange[]> {
  const exchanges: Exchange[] = [];
  let [filesLeft, imagesLeft] = [MAX_ATTACHED, MAX_IMAGES];

  async function read(attachment: Attachment, isPrompt: boolean): Promise<Attached | Missing> {
    const { path } = attachment;
    filesLeft -= 1;
    if (filesLeft < 0) return { type: "missing", why: `${path} is left out: too many files are attached.` };
    const attached = await readAttached(files, attachment, maxCharacters);
    if (attached.type !== "image") return attached;
    imagesLeft -= 1;
    if (isPrompt || (canSee && imagesLeft >= 0)) return attached;
    return { type: "missing", why: `The image ${path} is not shown.` };
  }

  for (const [question, ...answers] of exchangesOf(messages).toReversed()) {
    const isPrompt = exchanges.length === 0;
    const all: (Attached | Missing)[] = [];
    for (const attachment of question?.attachments ?? []) all.push(await read(attachment, isPrompt));
    exchanges.push({
      turns: 1 + answers.length,
      question: question?.text ?? "",
      attached: all.filter((each) => each.type !== "missing"),
      missing: all.filter((each) => each.type === "missing"),
      answer: answers
        .map(({ text }) => text)
        .filter((text) => text.trim() !== "")
        .join("\n\n"),
    });
  }
  return exchanges.toReversed();
}

/** Each begins with what a person said. */
function exchangesOf(messages: readonly EngineMessage[]): readonly (readonly EngineMessage[])[] {
  const exchanges: EngineMessage[][] = [];
  for (const message of messages) {
    const open = exchanges.at(-1);
    if (message.role === "person" || open === undefined) exchanges.push([message]);
    else open.push(message);
  }
  return exchanges;
}
