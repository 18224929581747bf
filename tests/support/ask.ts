// Prompts as a program asks them over the SDK.
import {
  type AnswerView,
  type Attachment,
  type ChatSettings,
  type Client,
  type ConversationId,
  generationStream,
  type ModelInfo,
  newConversationId,
  newTurnId,
  type Route,
  systemRuntime,
  type TurnId,
} from "@nomous/client";

export interface Question {
  /** A new one when left out. */
  readonly conversation?: ConversationId;
  /** The turn it follows. */
  readonly parent?: TurnId | null;
  readonly settings?: ChatSettings;
  readonly attachments?: readonly Attachment[];
  /** Called with each state of the answer. */
  readonly seen?: (view: AnswerView) => void;
}

export interface Asked {
  readonly conversation: ConversationId;
  readonly answer: TurnId;
  /** Resolves with the whole answer. */
  readonly ended: Promise<AnswerView>;
  /** Stops it; resolves when the bridge has taken that. */
  stop(): Promise<void>;
}

/** Resolves when the bridge has taken the prompt; rejects with its words when it refuses. */
export async function prompt(client: Client, text: string, question: Question = {}): Promise<Asked> {
  const { conversation = newConversationId(systemRuntime), parent = null, settings, attachments = [], seen } = question;
  const answer = newTurnId(systemRuntime);
  const args = { conversation, turn: newTurnId(systemRuntime), answer, parent, text, attachments: [...attachments] };
  const { status, error } = await client.command("conversation.prompt", {
    ...args,
    ...(settings !== undefined && { settings }),
  }).result;
  if (status !== "applied") throw new Error(error?.message ?? status);
  return {
    conversation,
    answer,
    ended: endOf(client, answer, seen),
    async stop() {
      await client.command("stream.cancel", { sid: generationStream(answer) }).result;
    },
  };
}

/** The whole answer. */
export async function ask(client: Client, text: string, question?: Question): Promise<AnswerView> {
  return (await prompt(client, text, question)).ended;
}

function endOf(
  client: Client,
  answer: TurnId,
  seen: (view: AnswerView) => void = () => undefined,
): Promise<AnswerView> {
  return new Promise((resolve) => {
    const readable = client.answer(answer);
    const look = (): void => {
      const view = readable.current();
      seen(view);
      if (view.status !== "ended") return;
      stop();
      resolve(view);
    };
    const stop = readable.subscribe(look);
    look();
  });
}

/** The models that the bridge knows, after it has looked again. */
export async function models(client: Client): Promise<readonly ModelInfo[]> {
  return (await client.ask("models.list", { refresh: true })).models;
}

/** Who was to answer and could not, without ids. */
export const refusals = ({ route }: AnswerView): Pick<Route["refused"][number], "name" | "reason" | "remedy">[] =>
  (route?.refused ?? []).map(({ name, reason, remedy }) => ({ name, reason, ...(remedy !== undefined && { remedy }) }));

/** The model of this name, or of the file `<name>.gguf`, after the bridge has looked again. */
export async function named(client: Client, name: string): Promise<ModelInfo> {
  const list = await models(client);
  const found = list.find((model) => model.name === name || model.path?.endsWith(`/${name}.gguf`) === true);
  if (found === undefined) throw new Error(`${name} is not among ${list.map((model) => model.name).join(", ")}`);
  return found;
}
