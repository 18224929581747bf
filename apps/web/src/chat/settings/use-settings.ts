// What the next prompt is asked with: what holds on the branch, unless a person has changed it. The change is a draft,
// kept for this tab until a prompt has carried it into the conversation.
import { ChatSettings, decodeJson } from "@nomous/client";
import { useCallback, useEffect, useMemo, useState } from "react";
import { recall, remember } from "../../browser-storage.ts";
import { sameSettings } from "./settings.ts";

export interface SettingsState {
  readonly settings: ChatSettings;
  /** They differ from those that hold on the branch: the next prompt brings them. */
  readonly isChanged: boolean;
  readonly set: (settings: ChatSettings) => void;
  /** Back to those of the branch. */
  readonly reset: () => void;
}

/**
 * `place` is a conversation's id, or `new`; `inherited` holds where the next prompt will stand, `undefined` until that is
 * known.
 */
export function useSettings(place: string, inherited: ChatSettings | undefined): SettingsState {
  const [draft, setDraft] = useState(() => readSettings(place));
  const keep = useCallback(
    (next: ChatSettings | undefined) => {
      setDraft(next);
      remember(sessionStorage, keyOf(place), next === undefined ? "" : JSON.stringify(next));
    },
    [place],
  );
  const isCarried = draft !== undefined && inherited !== undefined && sameSettings(draft, inherited);
  const isChanged = draft !== undefined && !isCarried;
  const settings = draft ?? inherited ?? NOTHING_SET;
  if (isCarried) setDraft(undefined);
  useEffect(() => {
    if (draft === undefined) remember(sessionStorage, keyOf(place), "");
  }, [draft, place]);
  return useMemo(() => ({ settings, isChanged, set: keep, reset: () => keep(undefined) }), [settings, isChanged, keep]);
}

const NOTHING_SET: ChatSettings = {};

function readSettings(place: string): ChatSettings | undefined {
  const text = recall(sessionStorage, keyOf(place));
  return text === undefined ? undefined : decodeJson(ChatSettings, text);
}

const keyOf = (place: string): string => `settings.${place}`;
