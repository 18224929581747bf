// The last answers to queries that a screen shows as a whole, so that it shows something with the bridge away. An answer that this build does not
// understand any more is none.
import { type Clock, decodeJson, QUERIES, type QueryArgs, type QueryName, type QueryResult } from "@nomous/protocol";
import type { KeptResult } from "../client.ts";
import type { ClientStorage } from "../storage/client-storage.ts";
import { addSurvey, readSurvey } from "./kept-surveys.ts";

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
  /** The newest survey that is being kept: the next one adds to what it leaves. */
  #surveying: Promise<void> = Promise.resolve();

  constructor(clock: Clock, storage: Pick<ClientStorage, "readAnswer" | "putAnswer">) {
    this.#clock = clock;
    this.#storage = storage;
  }

  async read<Name extends QueryName>(name: Name, args: QueryArgs<Name>): Promise<KeptResult<Name> | undefined> {
    const answer = await this.#storage.readAnswer(keyOf(name, args)).catch(() => undefined);
    if (answer === undefined) return undefined;
    if (isSurvey(name, args)) return readSurvey(answer.json, args) as KeptResult<Name> | undefined;
    const result = decodeJson<unknown>(QUERIES[name].result, answer.json);
    return result === undefined ? undefined : { result: result as QueryResult<Name>, at: answer.at };
  }

  /** One that cannot be kept is missed only while the bridge is away. */
  async keep<Name extends QueryName>(name: Name, args: QueryArgs<Name>, result: QueryResult<Name>): Promise<void> {
    const at = this.#clock.now();
    if (isSurvey(name, args)) return this.#keepSurvey(args, result as QueryResult<"workbench.survey">, at);
    if (KEPT.has(name)) await this.#put(keyOf(name, args), { at, json: JSON.stringify(result) });
  }

  #keepSurvey(args: SurveyArgs, result: QueryResult<"workbench.survey">, at: number): Promise<void> {
    const key = keyOf("workbench.survey", args);
    const before = this.#surveying;
    const keep = async (): Promise<void> => {
      await before;
      const kept = await this.#storage.readAnswer(key).catch(() => undefined);
      await this.#put(key, { at, json: addSurvey(kept?.json, args, result, at) });
    };
    this.#surveying = keep();
    return this.#surveying;
  }

  #put(...put: Parameters<ClientStorage["putAnswer"]>): Promise<void> {
    return this.#storage.putAnswer(...put).catch(() => {});
  }
}

type SurveyArgs = QueryArgs<"workbench.survey">;

const isSurvey = (name: QueryName, _args: object): _args is SurveyArgs => name === "workbench.survey";

/**
 * Arguments are told apart by what they ask; whether the machine is looked at again before it answers asks the same. What is surveyed for a
 * document is one answer, whatever of it was asked each time.
 */
export function keyOf(name: QueryName, args: object): string {
  const asked = Object.entries(args).filter(([key]) =>
    name === "workbench.survey" ? key === "path" : key !== "refresh",
  );
  return `${name} ${JSON.stringify(asked.toSorted(([a], [b]) => (a < b ? -1 : 1)))}`;
}
