// What a prompt would be answered by if it came now, and what its engine would be given: the decision of `prompt.ts` without
// its commit.
import { EMPTY_TREE, pathTo, type QueryArgs, type QueryResult, type TurnId } from "@nomous/protocol";
import type { Engines } from "../engine/engines.ts";
import { messagesOf } from "../generation/engine-request.ts";
import type { Journal } from "../stream/journal.ts";
import type { Conversations } from "./conversations.ts";
import { routeFor } from "./prompt.ts";

interface PreviewParts {
  readonly journal: Journal;
  readonly conversations: Pick<Conversations, "load">;
  readonly engines: Engines;
}

/** The prompt has no id yet. */
const NO_TURN = "" as TurnId;

export async function previewPrompt(
  { journal, conversations, engines }: PreviewParts,
  { conversation, parent, text, attachments, settings }: QueryArgs<"conversation.preview">,
  signal: AbortSignal,
): Promise<QueryResult<"conversation.preview">> {
  const [offer, tree] = await Promise.all([
    engines.offer(),
    conversation === null ? EMPTY_TREE : conversations.load(conversation).then((loaded) => loaded.tree),
  ]);
  const { route } = routeFor(offer, settings.engine);
  if (route === undefined) throw new Error("an engine without a model is always there");
  const past = await messagesOf(journal, pathTo(tree, parent));
  const prompt = { role: "person", turn: NO_TURN, text, attachments } as const;
  const context = await engines.engine(route.engine)?.preview?.({ messages: [...past, prompt], settings }, signal);
  return { route, context: context ?? null };
}
