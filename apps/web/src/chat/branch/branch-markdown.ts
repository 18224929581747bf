// A whole branch as one Markdown text, to paste elsewhere.
import type { AnswerView, Client, EngineTurn, Turn } from "@nomous/client";
import { placeText } from "../../address.ts";
import { answerMarkdown } from "../answer/answer-words.ts";

/** The turns of `path`, oldest first, each under its author. A long answer is fetched; one that is being written is taken as it stands. */
export async function branchMarkdown(client: Client, path: readonly Turn[]): Promise<string> {
  const parts = await Promise.all(path.map((turn) => turnMarkdown(client, turn)));
  return `${parts.join("\n\n")}\n`;
}

async function turnMarkdown(client: Client, turn: Turn): Promise<string> {
  if (turn.role === "engine") return engineMarkdown(turn, await textOf(client, turn));
  const files = turn.attachments.map(({ path, lines }) => `Attached: \`${placeText(path, lines)}\``);
  return [`## ${turn.actor.person}`, turn.text, ...files].join("\n\n");
}

function engineMarkdown({ outcome }: EngineTurn, { text, route, citations }: TextView): string {
  const name = (outcome?.route ?? route)?.name ?? "Answer";
  const isAbsent = text === "" && outcome !== undefined && outcome.text === undefined;
  const body = answerMarkdown({ text: isAbsent ? ABSENT : text, citations: outcome?.citations ?? citations });
  return `## ${name}\n\n${body.trimEnd()}`;
}

const ABSENT = "*The text of this answer is not in this browser.*";

type TextView = Pick<AnswerView, "text" | "route" | "citations">;

function textOf(client: Client, { id, outcome }: EngineTurn): Promise<TextView> {
  if (outcome?.text !== undefined) return Promise.resolve({ ...outcome, text: outcome.text, route: outcome.route });
  const answer = client.answer(id);
  const isComing = ({ status }: AnswerView): boolean =>
    client.connection.current().status === "online" &&
    (status === "loading" || (outcome !== undefined && status === "writing"));
  return new Promise((resolve) => {
    const stop = answer.subscribe(() => {
      if (isComing(answer.current())) return;
      stop();
      resolve(answer.current());
    });
    if (isComing(answer.current())) return;
    stop();
    resolve(answer.current());
  });
}
