// Edits that were made apart have met: how many merged, how many did not. Told for a while, until somebody has read it.
import type { DocumentId, LiveDocument, Meeting } from "@nomous/client";
import { useCallback, useState } from "react";
import { Link, useRoute } from "wouter";
import { conflictsAddress, CONFLICTS_PATTERN } from "../../address.ts";
import { recall, remember } from "../../browser-storage.ts";
import { useIsOnline, useRuntime } from "../../hooks/use-client.ts";
import { IconButton } from "../../ui/button.tsx";
import { Glyph } from "../../ui/glyph.tsx";
import { usePart } from "../use-part.ts";
import { meetingText } from "./meeting-words.ts";
import { useViewer } from "./use-viewer.ts";

export interface MeetingNotice {
  readonly meeting: Meeting;
  readonly dismiss: () => void;
}

const KEY = "meetings.read";
/** So many are remembered as read. */
const KEPT = 20;
/** Longer ago it is no news. */
const RECENT_MS = 3_600_000;

/** The newest meeting, while it is news and nobody has read it here; nothing while the bridge is away, of which another strip tells. */
export function useMeetingNotice({ view }: LiveDocument): MeetingNotice | undefined {
  const { clock } = useRuntime();
  const isOnline = useIsOnline();
  const [read, setRead] = useState(() => recall(localStorage, KEY)?.split(" ") ?? []);
  const last = usePart(
    view,
    useCallback(({ meetings }) => meetings.at(-1)?.meeting.meeting, []),
  );
  const met = view.current().meetings.at(-1);
  if (!isOnline || met === undefined || last === undefined || met.meeting.meeting !== last || met.meeting.places === 0)
    return undefined;
  if (read.includes(last) || clock.now() - met.at > RECENT_MS) return undefined;
  return {
    meeting: met.meeting,
    dismiss() {
      const next = [...read, last].slice(-KEPT);
      setRead(next);
      remember(localStorage, KEY, next.join(" "));
    },
  };
}

interface MeetingStripProps {
  notice: MeetingNotice;
  document: DocumentId;
}

export function MeetingStrip({ notice: { meeting, dismiss }, document }: MeetingStripProps) {
  const viewer = useViewer();
  const [isThere] = useRoute(CONFLICTS_PATTERN);
  return (
    <output className="strip plain meeting">
      <Glyph name="here" />
      <span>{meetingText(meeting, viewer)}</span>
      <span className="grow" />
      {!isThere && meeting.conflicts > 0 && (
        <Link className="btn normal" href={conflictsAddress(document)}>
          Show {meeting.conflicts === 1 ? "it" : "them"}
        </Link>
      )}
      <IconButton glyph="close" label="Close this notice" onClick={dismiss} />
    </output>
  );
}
