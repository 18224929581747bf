// A query as state: loading, an answer with its age, or an error in words. When the bridge comes back the question is
// asked again; until then the last answer stays.
import type { QueryArgs, QueryName, QueryResult } from "@nomous/client";
import { useCallback, useEffect, useEffectEvent, useState } from "react";
import { errorText } from "../words/error.ts";
import { useBridge, useIsOnline } from "./use-client.ts";

export interface QueryState<T> {
  readonly data: T | undefined;
  /** When `data` came, wall clock of this browser. */
  readonly at: number | undefined;
  readonly error: string | undefined;
  readonly isLoading: boolean;
  readonly again: () => void;
}

interface Answer<T> {
  readonly data: T | undefined;
  readonly at: number | undefined;
  readonly error: string | undefined;
}

const NOTHING = { data: undefined, at: undefined, error: undefined };

/** Asks whenever name, arguments or connection change; `args` of `undefined` asks nothing. */
export function useQuery<Name extends QueryName>(
  name: Name,
  args: QueryArgs<Name> | undefined,
): QueryState<QueryResult<Name>> {
  const { client, runtime } = useBridge();
  const isOnline = useIsOnline();
  const [round, setRound] = useState(0);
  const [answer, setAnswer] = useState<Answer<QueryResult<Name>>>(NOTHING);
  const [settled, setSettled] = useState("");
  const asking = `${round} ${name} ${JSON.stringify(args)}`;
  const isAsking = args !== undefined && isOnline;
  const ask = useEffectEvent((aborter: AbortController): void => {
    const settle = (next: (last: Answer<QueryResult<Name>>) => Answer<QueryResult<Name>>): void => {
      if (aborter.signal.aborted) return;
      setAnswer(next);
      setSettled(asking);
    };
    if (args === undefined) return;
    client.ask(name, args, aborter.signal).then(
      (data) => settle(() => ({ data, at: runtime.clock.now(), error: undefined })),
      (error: unknown) => settle((last) => ({ ...last, error: errorText(error) })),
    );
  });
  useEffect(() => {
    if (!isAsking) return undefined;
    const aborter = new AbortController();
    ask(aborter);
    return () => aborter.abort();
    // `asking` stands for name, arguments and round.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [asking, isAsking]);
  const again = useCallback(() => setRound((n) => n + 1), []);
  return { ...answer, isLoading: isAsking && settled !== asking, again };
}
