// A query as state: loading, an answer with its age, or an error in words. When the bridge comes back the question is
// asked again; until then the last answer stays, also one that this browser was given days before.
import type { QueryArgs, QueryName, QueryResult } from "@nomous/client";
import { useCallback, useEffect, useEffectEvent, useState } from "react";
import { errorText } from "../words/error.ts";
import { useBridge, useIsOnline } from "./use-client.ts";

export interface QueryState<T> {
  readonly data: T | undefined;
  /** When `data` came, wall clock of this browser. */
  readonly at: number | undefined;
  /** Why the bridge did not answer; `undefined` while it is away, which says why. */
  readonly error: string | undefined;
  readonly isLoading: boolean;
  readonly again: () => void;
}

interface Answer<T> {
  readonly data: T | undefined;
  readonly at: number | undefined;
  readonly error: string | undefined;
  /** The question that `data` answers. */
  readonly of: string;
}

const NOTHING = { data: undefined, at: undefined, error: undefined, of: "" };

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
  const question = `${name} ${JSON.stringify(args)}`;
  const asking = `${round} ${question}`;
  const isAsking = args !== undefined && isOnline;
  const isRecalling = args !== undefined && !isOnline && answer.of !== question;
  const ask = useEffectEvent((aborter: AbortController): void => {
    const settle = (next: (last: Answer<QueryResult<Name>>) => Answer<QueryResult<Name>>): void => {
      if (aborter.signal.aborted) return;
      setAnswer(next);
      setSettled(asking);
    };
    if (args === undefined) return;
    client.ask(name, args, aborter.signal).then(
      (data) => settle(() => ({ data, at: runtime.clock.now(), error: undefined, of: question })),
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
  const recall = useEffectEvent((isLeft: () => boolean): void => {
    if (args === undefined) return;
    const take = (kept: { result: QueryResult<Name>; at: number } | undefined): void => {
      if (kept !== undefined && !isLeft())
        setAnswer({ data: kept.result, at: kept.at, error: undefined, of: question });
    };
    // What cannot be read here is told as not being here.
    client.kept(name, args).then(take, () => undefined);
  });
  useEffect(() => {
    if (!isRecalling) return undefined;
    let isLeft = false;
    recall(() => isLeft);
    return () => {
      isLeft = true;
    };
    // `question` stands for name and arguments.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [question, isRecalling]);
  const again = useCallback(() => setRound((n) => n + 1), []);
  // The answer to another question stays while this one is asked, not while nobody can be asked.
  const { data, at } = isRecalling ? NOTHING : answer;
  return { data, at, error: isOnline ? answer.error : undefined, isLoading: isAsking && settled !== asking, again };
}
