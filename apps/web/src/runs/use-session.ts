// What is known of an experiment's session: of the job while it works and when it has just ended, else of the file that counts.
import {
  type Client,
  type ExperimentOverview,
  isOver,
  type JobId,
  type JobSummary,
  type JobView,
  type Readable,
} from "@nomous/client";
import { useEffect, useMemo, useState } from "react";
import { useClient, useIsOnline } from "../hooks/use-client.ts";
import { usePaced } from "../hooks/use-paced.ts";
import { errorText } from "../words/error.ts";
import { newerOf, NO_SESSION, type ReadSession, readSession } from "./session-reader.ts";

export interface ShownSession {
  /** Undefined while it is fetched. */
  readonly session: ReadSession | undefined;
  /** Why the file could not be fetched. */
  readonly error: string | undefined;
  readonly notes: JobView["notes"];
}

export function useSession(overview: ExperimentOverview, job: JobSummary | undefined): ShownSession {
  const working = job !== undefined && !isOver(job) ? job : undefined;
  const [followed, follow] = useState<JobId>();
  if (working !== undefined && working.id !== followed) follow(working.id);
  const { session: live, notes } = useJobSession(followed);
  const { session: file, error } = useFileSession(overview);
  // A job that waits has nothing of its own to show yet.
  if (working?.state === "running") return { session: live, error: undefined, notes };
  const session = newerOf(file, live);
  return { session, error: session === undefined ? error : undefined, notes: working === undefined ? [] : notes };
}

/** Who looks on must not disturb what is measured on the same machine: the page is drawn so often at most. */
const PACE_MS = 2_000;

const NOTHING: Readable<JobView> = readableOf({
  status: "missing",
  job: undefined,
  text: "",
  notes: [],
  end: undefined,
});

function readableOf<T>(value: T): Readable<T> {
  return { current: () => value, subscribe: () => () => undefined };
}

function useJobSession(job: JobId | undefined): { readonly session: ReadSession; readonly notes: JobView["notes"] } {
  const client = useClient();
  const { text, notes } = usePaced(
    useMemo(() => (job === undefined ? NOTHING : client.job(job)), [client, job]),
    PACE_MS,
  );
  return { session: useMemo(() => readSession(text), [text]), notes };
}

type FileSession = Pick<ShownSession, "session" | "error">;

const FETCHING: FileSession = { session: undefined, error: undefined };

/** The file is fetched again when the list says something else of it. */
function useFileSession({ evidence: path, status, sessions, words }: ExperimentOverview): FileSession {
  const client = useClient();
  const [state, setState] = useState<FileSession & { readonly of: string | null }>({ ...FETCHING, of: null });
  const isOnline = useIsOnline();
  const asking = `${path} ${status} ${sessions} ${words}`;
  useEffect(() => {
    if (path === null || !isOnline) return undefined;
    const aborter = new AbortController();
    const settle = (next: FileSession): void => {
      if (!aborter.signal.aborted) setState({ ...next, of: path });
    };
    readEvidence(client, path, aborter.signal).then(
      (text) => settle({ session: readSession(text), error: undefined }),
      (error: unknown) => settle({ session: undefined, error: errorText(error) }),
    );
    return () => aborter.abort();
    // `asking` stands for the path, and for what the list says of it.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [client, path, asking, isOnline]);
  if (path === null) return { session: NO_SESSION, error: undefined };
  // The last one stays while a newer one is fetched.
  return state.of === path ? state : FETCHING;
}

/** A reply holds a part of it. */
async function readEvidence(client: Client, path: string, signal: AbortSignal): Promise<string> {
  let text = "";
  for (;;) {
    const page = await client.ask("experiment.evidence", { path, from: text.length }, signal);
    text += page.text;
    if (page.text === "" || text.length >= page.total) return text;
  }
}
