import type { HistoryEntry } from "@nomous/client";
import { useEffect, useState } from "react";
import { useRuntime } from "../../hooks/use-client.ts";
import { Button } from "../../ui/button.tsx";
import { Empty, Failed, Loading } from "../../ui/status.tsx";
import { errorText } from "../../words/error.ts";
import { momentText } from "../../words/time.ts";
import type { DocumentDesk } from "../desk.ts";
import { type DiffRow, diffRows } from "./diff-rows.ts";

interface VersionDiffProps {
  desk: DocumentDesk;
  entry: HistoryEntry;
  /** It was restored. */
  onDone: () => void;
}

/** A version against the text as it is now: what has gone since, what has come. */
export function VersionDiff({ desk, entry, onDone }: VersionDiffProps) {
  const version = useVersion(desk, entry);
  const { clock } = useRuntime();
  const [problem, setProblem] = useState<string>();
  const when = momentText(entry.at[1], clock.now());
  const restore = (): void => {
    if (version.text === undefined) return;
    desk.live
      .replace(version.text, `restored the version of ${when}`)
      .then(onDone, (error: unknown) => setProblem(errorText(error)));
  };
  return (
    <section className="version" aria-label={`Version of ${when}`}>
      <div className="row">
        <span className="muted grow">Since {when}: struck is what was removed, underlined what was added</span>
        <Button disabled={version.text === undefined || version.isSame} onClick={restore}>
          Restore this version
        </Button>
      </div>
      {problem !== undefined && <Failed>Not restored: {problem}</Failed>}
      {version.error !== undefined && <Failed>Could not read this version: {version.error}</Failed>}
      {version.rows === undefined && version.error === undefined && <Loading>Reading the version of {when}</Loading>}
      {version.isSame && <Empty>The text is the same now.</Empty>}
      {version.rows !== undefined && !version.isSame && (
        // What scrolls must be reachable by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <pre className="diff" tabIndex={0}>
          {version.rows.map((row, n) => (
            <DiffLine key={n} row={row} />
          ))}
        </pre>
      )}
    </section>
  );
}

function DiffLine({ row }: { row: DiffRow }) {
  switch (row.kind) {
    case "removed":
      return <del>{row.text}</del>;
    case "added":
      return <ins>{row.text}</ins>;
    case "same":
      return <span>{row.text}</span>;
    case "skipped":
      break;
  }
  return <i className="muted">{row.text}</i>;
}

interface Version {
  readonly text: string | undefined;
  readonly rows: readonly DiffRow[] | undefined;
  readonly isSame: boolean;
  readonly error: string | undefined;
}

const NOTHING: Version = { text: undefined, rows: undefined, isSame: false, error: undefined };

function useVersion({ live, editor }: DocumentDesk, { version }: HistoryEntry): Version {
  const [known, setKnown] = useState(NOTHING);
  useEffect(() => {
    let isLeft = false;
    const read = async (): Promise<void> => {
      const text = await live.version(version);
      const now = editor.view.state.doc.toString();
      const rows = await diffRows(text, now);
      if (!isLeft) setKnown({ text, rows, isSame: text === now, error: undefined });
    };
    read().catch((error: unknown) => isLeft || setKnown({ ...NOTHING, error: errorText(error) }));
    return () => {
      isLeft = true;
    };
  }, [live, editor, version]);
  return known;
}
