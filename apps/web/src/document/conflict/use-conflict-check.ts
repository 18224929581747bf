// The rules beside the conflicts of a document: they know its text, and say what each side would do in its place.
import type { DocumentView, LiveDocument } from "@nomous/client";
import { useEffect, useEffectEvent, useState } from "react";
import { useBridge } from "../../hooks/use-client.ts";
import { useReadable } from "../../hooks/use-readable.ts";
import { surveyBy } from "../check/ask-survey.ts";
import type { PlaceEffects } from "../check/check-message.ts";
import { type CheckWorker, createLiveCheck, type LiveCheck } from "../check/live-check.ts";
import { useBridgeNews } from "../check/use-bridge-news.ts";

/** Of the document as `view` has it, and the text that was read of it. */
export function useConflictCheck(
  live: LiveDocument,
  { path }: DocumentView,
  text: string,
  startWorker: () => CheckWorker,
): LiveCheck | undefined {
  const { client, runtime } = useBridge();
  const [check, setCheck] = useState<LiveCheck>();
  useEffect(() => {
    const opened = createLiveCheck({
      worker: startWorker(),
      clock: runtime.clock,
      survey: (...asked) => surveyBy(client, runtime.clock, ...asked),
      text: () => live.view.current().text,
    });
    // It begins with the page and ends with it.
    // oxlint-disable-next-line react/set-state-in-effect
    setCheck(opened);
    return () => {
      setCheck(undefined);
      opened.close();
    };
  }, [live, client, runtime, startWorker]);
  useBridgeNews(check);
  useEffect(() => {
    if (path !== undefined) check?.open(path, text);
  }, [check, path, text]);
  return check;
}

const NOT_STARTED: LiveCheck["view"] = {
  current: () => UNCHECKED,
  subscribe: () => () => undefined,
};
const UNCHECKED = { checked: undefined, isCurrent: false, approval: undefined, hasFailed: false };

/** Where a text would stand. */
export interface EffectPlace {
  readonly from: number;
  readonly to: number;
}

export interface Effects {
  /** In the order of the texts; `undefined` while they are not known. */
  readonly found: readonly PlaceEffects[] | undefined;
  /** No answer comes. */
  readonly hasFailed: boolean;
}

/** What each text would do in the place, again when anything that counts is known better. */
export function useEffects(check: LiveCheck | undefined, place: EffectPlace | null, texts: readonly string[]): Effects {
  const { checked, isCurrent, hasFailed } = useReadable(check?.view ?? NOT_STARTED);
  const key = JSON.stringify([place?.from, place?.to, ...texts]);
  const [known, setKnown] = useState<{ key: string; found: readonly PlaceEffects[] }>();
  const ask = useEffectEvent(async (isLeft: () => boolean): Promise<void> => {
    if (check === undefined || place === null) return;
    const { from, to } = place;
    const found = await check.ask<"effects">({ kind: "effects", from, to, texts });
    if (!isLeft() && found !== undefined) setKnown({ key, found });
  });
  useEffect(() => {
    if (!isCurrent) return undefined;
    let isLeft = false;
    // oxlint-disable-next-line react/set-state-in-effect
    void ask(() => isLeft);
    return () => {
      isLeft = true;
    };
    // `key` stands for the place and its texts, and what was checked for all that the rules know.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [check, checked, isCurrent, key]);
  return { found: known?.key === key ? known.found : undefined, hasFailed };
}
