// The last answers to queries that a screen shows as a whole, so that it shows something with the bridge away. An answer that this build does not
// understand any more is none.
import { type Clock, decodeJson, QUERIES, type QueryArgs, type QueryName, type QueryResult } from "@nomous/protocol";
import type { KeptResult } from "../client.ts";
import type { ClientStorage } from "../storage/client-storage.ts";

/** Others are asked anew each time. */
const KEPT: ReadonlySet<QueryName> = new Set([
  "documents.list",
  "freshness.list",
  "freshness.document",
  "workspace.status",
  "workspace.files",
  "workbench.settings",
  "models.list",
  "experiment.list",
  "trace.read",
  "plan.verifications",
]);

export class KeptAnswers {
  readonly #clock: Clock;
  readonly #storage: Pick<ClientStorage, "readAnswer" | "putAnswer">;

  constructor(clock: Clock, storage: Pick<ClientStorage, "readAnswer" | "putAnswer">) {
    this.#clock = clock;
    this.#storage = storage;
  }

  async read<Name extends QueryName>(name: Name, args: QueryArgs<Name>): Promise<KeptResult<Name> | undefined> {
    const answer = await this.#storage.readAnswer(keyOf(name, args)).catch(() => undefined);
    const result = answer && decodeJson<unknown>(QUERIES[name].result, answer.json);
    return result === undefined ? undefined : { result: result as QueryResult<Name>, at: answer?.at ?? 0 };
  }

  /** One that cannot be kept is missed only while the bridge is away. */
  async keep<Name extends QueryName>(name: Name, args: QueryArgs<Name>, result: QueryResult<Name>): Promise<void> {
    if (!KEPT.has(name)) return;
    const answer = { at: this.#clock.now(), json: JSON.stringify(result) };
    await this.#storage.putAnswer(keyOf(name, args), answer).catch(() => {});
  }
}

/** Arguments are told apart by what they ask; whether the machine is looked at again before it answers asks the same. */
export function keyOf(name: QueryName, args: object): string {
  const asked = Object.entries(args).filter(([key]) => key !== "refresh");
  return `${name} ${JSON.stringify(asked.toSorted(([a], [b]) => (a < b ? -1 : 1)))}`;
}
