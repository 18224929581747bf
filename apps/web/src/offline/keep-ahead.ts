// Lists that a person may want to see once the bridge is away and has not looked at here: asked for while it is here, in peace, and not again for
// a day. Whoever looks at one asks for it anyway.
import type { Client, QueryArgs, QueryName } from "@nomous/client";
import { ALL_FILES } from "../file/use-files.ts";
import { isTyped } from "../library/use-documents.ts";

type Question = { readonly [Name in QueryName]: readonly [Name, QueryArgs<Name>] }[QueryName];

const ALWAYS: readonly Question[] = [
  ["workbench.settings", {}],
  ["models.list", {}],
  ["workspace.files", ALL_FILES],
];
/** Answered by looking through all documents. */
const OF_DOCUMENTS: readonly Question[] = [
  ["experiment.list", {}],
  ["trace.read", { id: null }],
];
const OLD_MS = 24 * 60 * 60 * 1_000;

/** Resolves when each is here, or the bridge has gone. */
export async function keepAhead(client: Pick<Client, "ask" | "kept">, now: number): Promise<void> {
  try {
    const list = await client.kept("documents.list", {});
    const hasDocuments = list?.result.documents.some(isTyped) === true;
    for (const question of [...ALWAYS, ...(hasDocuments ? OF_DOCUMENTS : [])]) {
      const [name, args] = question;
      const kept = await client.kept(name, args);
      if (kept === undefined || now - kept.at > OLD_MS) await client.ask(name, args);
    }
  } catch {
    // The bridge went, or will not say: what is not here is told as not being here.
  }
}
