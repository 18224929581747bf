// Asks a running bridge and prints the answer while it is written:  node examples/ask.ts <link> "question"
import { generationStream, ITEM, newConversationId, newTurnId, systemRuntime } from "@nomous/client";
import { openNodeClient } from "@nomous/client/node";

const [link = "", text = ""] = process.argv.slice(2);
const client = await openNodeClient({ url: link, name: "examples/ask.ts" });

const conversation = newConversationId(systemRuntime);
const turn = newTurnId(systemRuntime);
const answer = newTurnId(systemRuntime);
const prompt = { conversation, turn, answer, parent: null, text, attachments: [] };
const { status, error } = await client.command("conversation.prompt", prompt).result;
if (status !== "applied") throw new Error(error?.message ?? status);

for await (const items of client.stream(generationStream(answer)))
  for (const { kind, data } of items) if (kind === ITEM.text) process.stdout.write(data);
process.stdout.write("\n");
await client.close();
