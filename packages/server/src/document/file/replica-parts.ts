import type { Actor, ClientId, Runtime } from "@nomous/protocol";
import type { Logger } from "pino";
import type { Rounds } from "../../command/rounds.ts";
import type { Storage } from "../../storage/storage.ts";
import type { DocumentLog } from "../document-log.ts";
import type { DocumentSource } from "../document-source.ts";
import type { Merger } from "../merger.ts";

export interface ReplicaParts {
  readonly runtime: Runtime;
  readonly log: DocumentLog;
  readonly merger: Merger;
  readonly source: DocumentSource;
  /** For what is remembered of files. */
  readonly storage: Pick<Storage, "record" | "commit">;
  /** What is remembered goes to the disk together with edits. */
  readonly rounds: Rounds;
  readonly logger: Logger;
  /** Whose bridge it is: programs that write files are theirs. */
  readonly person: string;
}

/** What comes from files is written with no client's key. */
const NO_CLIENT = "A".repeat(22) as ClientId;

/** Who changed a file: some program, or git. */
export const fileActor = (person: string, agent: "file" | "git"): Actor => ({ person, client: NO_CLIENT, agent });
