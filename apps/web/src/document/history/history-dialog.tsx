// What happened to a document, newest first; a version beside the text of now, and a way back to it that is itself a new edit.
import type { HistoryEntry } from "@nomous/client";
import { useEffect, useEffectEvent, useState } from "react";
import { useRuntime } from "../../hooks/use-client.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { moveFocus } from "../../ui/menu.tsx";
import { Empty, Failed, Loading } from "../../ui/status.tsx";
import { errorText } from "../../words/error.ts";
import { momentText } from "../../words/time.ts";
import type { DocumentDesk } from "../desk.ts";
import { entryText, whoText } from "./history-words.ts";
import { VersionDiff } from "./version-diff.tsx";
import "./history.css";

export interface HistoryDialogProps {
  desk: DocumentDesk;
  onClose: () => void;
}

export function HistoryDialog({ desk, onClose }: HistoryDialogProps) {
  const history = useHistory(desk);
  const { clock } = useRuntime();
  const [chosen, setChosen] = useState<HistoryEntry>();
  const shown = chosen ?? history.entries[0];
  const now = clock.now();
  return (
    <Dialog label="History" className="history" onClose={onClose}>
      <div className="row">
        <h2 className="grow">History</h2>
        <IconButton glyph="close" label="Close" onClick={onClose} />
      </div>
      <div className="history-cols">
        {/* Arrows move between the versions. */}
        {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
        <div className="versions" onKeyDown={moveFocus}>
          {history.entries.map((entry) => (
            <button key={entry.version} type="button" aria-pressed={entry === shown} onClick={() => setChosen(entry)}>
              <span className="cut">{entryText(entry)}</span>
              <span className="meta cut">
                {momentText(entry.at[1], now)}, {whoText(entry)}
              </span>
            </button>
          ))}
          {history.isLoading && <Loading>Reading the history</Loading>}
          {history.error !== undefined && (
            <Failed action={<Button onClick={history.more}>Try again</Button>}>
              Could not read the history: {history.error}
            </Failed>
          )}
          {history.isEmpty && <Empty>No edits yet. Each one is listed here and can be brought back.</Empty>}
          {history.hasMore && !history.isLoading && (
            <Button look="quiet" onClick={history.more}>
              Older ones
            </Button>
          )}
        </div>
        {shown !== undefined && <VersionDiff key={shown.version} desk={desk} entry={shown} onDone={onClose} />}
      </div>
    </Dialog>
  );
}

interface History {
  readonly entries: readonly HistoryEntry[];
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly isEmpty: boolean;
  readonly error: string | undefined;
  readonly more: () => void;
}

function useHistory({ live }: DocumentDesk): History {
  const [entries, setEntries] = useState<readonly HistoryEntry[]>([]);
  const [hasMore, setMore] = useState(false);
  const [isLoading, setLoading] = useState(true);
  const [error, setError] = useState<string>();
  const read = async (): Promise<void> => {
    try {
      const page = await live.history(entries.at(-1)?.seq[0]);
      setEntries((before) => [...before, ...page.entries.filter((one) => !before.some(isSame(one)))]);
      setMore(page.hasMore);
    } catch (failure) {
      setError(errorText(failure));
    }
    setLoading(false);
  };
  const more = (): void => {
    setLoading(true);
    setError(undefined);
    void read();
  };
  const begin = useEffectEvent(() => void read());
  // What is set there is set when the answer has come.
  // oxlint-disable-next-line react/set-state-in-effect
  useEffect(() => begin(), []);
  return {
    entries,
    hasMore,
    isLoading,
    isEmpty: !isLoading && error === undefined && entries.length === 0,
    error,
    more,
  };
}

const isSame =
  (one: HistoryEntry) =>
  (other: HistoryEntry): boolean =>
    one.version === other.version;
