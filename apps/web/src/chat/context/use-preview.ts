// How a prompt would be answered if it were sent now: asked when writing has paused, never on a key.
import {
  type ChatSettings,
  type ConversationId,
  LIMITS,
  type QueryResult,
  type TurnId,
  utf8Length,
} from "@nomous/client";
import { useMemo, useState } from "react";
import { useQuery } from "../../hooks/use-query.ts";
import { useSettled } from "../../hooks/use-settled.ts";
import type { Draft } from "../composer/use-draft.ts";

export type Preview = QueryResult<"conversation.preview">;

const PAUSE_MS = 400;

/** What has been written, once writing has paused. */
export function useWritten({ text, attachments }: Draft): Draft {
  return useSettled(
    useMemo(() => ({ text, attachments }), [text, attachments]),
    PAUSE_MS,
  );
}

export interface PreviewPlace {
  readonly conversation: ConversationId | null;
  readonly parent: TurnId | null;
  readonly settings: ChatSettings;
  /** The turn above is not at the bridge yet, or is still being written: asked again when that is over. */
  readonly isOpen: boolean;
}

/** `undefined` until the bridge has said. */
export function usePreview(place: PreviewPlace, written: Draft): Preview | undefined {
  const { conversation, parent, settings, isOpen } = place;
  const text = written.text.trim();
  const attachments = [...written.attachments];
  const fits = utf8Length(text) <= LIMITS.promptBytes && attachments.length <= LIMITS.attachments;
  const args = fits ? { conversation, parent, settings, text, attachments } : undefined;
  const { data, error, again } = useQuery("conversation.preview", args);
  const [wasOpen, setWasOpen] = useState(isOpen);
  if (wasOpen !== isOpen) {
    setWasOpen(isOpen);
    if (!isOpen) again();
  }
  return error === undefined && fits ? data : undefined;
}
