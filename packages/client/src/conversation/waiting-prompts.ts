// Prompts of the outbox as the turns that they will become.
import type { ClientId, CommandArgs, ConversationEvent, ErrorBody, PersonTurn, TurnId } from "@nomous/protocol";
import { check, COMMANDS } from "@nomous/protocol";
import { timeOf } from "../outbox/command-ids.ts";
import type { StoredCommand } from "../storage/client-storage.ts";

export type Prompt = CommandArgs<"conversation.prompt">;

const prompts = new WeakMap<StoredCommand, Prompt>();

/** The arguments of a prompt; `undefined` when the command is another one. */
export function promptOf(command: StoredCommand): Prompt | undefined {
  if (command.name !== "conversation.prompt") return undefined;
  const known = prompts.get(command);
  if (known !== undefined) return known;
  const checked = check(COMMANDS[command.name].args, command.args);
  if (!checked.ok) return undefined;
  prompts.set(command, checked.value);
  return checked.value;
}

/** What a waiting prompt will add: its turn and the answer below it, which the next prompt goes on from. */
export interface WaitingPrompt {
  readonly turn: PersonTurn;
  readonly answer: TurnId;
}

export function waitingOf({ id }: StoredCommand, prompt: Prompt, client: ClientId, person: string): WaitingPrompt {
  const { turn, answer, parent, text, attachments, settings } = prompt;
  const asked = { text, attachments, ...(settings === undefined ? {} : { settings }) };
  return { turn: { role: "person", id: turn, parent, ...asked, at: timeOf(id), actor: { person, client } }, answer };
}

export const eventsOf = ({ turn, answer }: WaitingPrompt): ConversationEvent[] => [
  { type: "turn.added", turn },
  { type: "answer.started", id: answer, parent: turn.id, at: turn.at, actor: turn.actor },
];

export const refusalOf = (command: StoredCommand, prompt: Prompt, error: ErrorBody) => ({
  id: command.id,
  text: prompt.text,
  error,
});
