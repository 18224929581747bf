import { systemRuntime } from "@nomous/client";
import { newCommandId, newTurnId } from "@nomous/protocol";
import type { ConversationId, TurnId } from "@nomous/protocol";
import type { RawClient } from "./raw-client.ts";

/** Asks the scripted engine; resolves with the answer's id once the bridge has committed. */
export function prompt(
  client: RawClient,
  text: string,
  conversation: ConversationId,
  parent: TurnId | null,
): Promise<TurnId> {
  const id = newCommandId(systemRuntime);
  const turn = newTurnId(systemRuntime);
  const answer = newTurnId(systemRuntime);
  const args = { conversation, turn, answer, parent, text, attachments: [], settings: { engine: "scripted" } };
  return new Promise((resolve, reject) => {
    client.onMessage = (message) => {
      if (message.type !== "RES" || message.id !== id) return;
      if (message.status === "applied") resolve(answer);
      else reject(new Error(message.error?.message));
    };
    client.send({ type: "CMD", id, name: "conversation.prompt", args });
  });
}
