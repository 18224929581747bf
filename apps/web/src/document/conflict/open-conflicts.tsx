// The conflicts of one open document: which is looked at, what is decided, and what comes next. It works while the bridge is away: a decision
// waits, and is shown as one that does.
import type { DocumentView, LiveDocument, PlacedConflict } from "@nomous/client";
import { useEffect, useMemo, useRef, useState } from "react";
import { Link, useLocation, useSearchParams } from "wouter";
import { conflictsAddress, documentAddress } from "../../address.ts";
import { usePaced } from "../../hooks/use-paced.ts";
import { useShortcut } from "../../hooks/use-shortcut.ts";
import { Page } from "../../shell/page.tsx";
import { StatusSlot } from "../../shell/status-slot.tsx";
import { Button } from "../../ui/button.tsx";
import { Empty, Failed } from "../../ui/status.tsx";
import { countText } from "../../words/numbers.ts";
import { KEYS } from "../../words/keys.ts";
import type { CheckWorker } from "../check/live-check.ts";
import { fileFact, savedFact } from "../document-words.ts";
import { FactStatus } from "../status-facts.tsx";
import { ConflictActions } from "./conflict-actions.tsx";
import { ConflictDecided } from "./conflict-decided.tsx";
import { ConflictFact } from "./conflict-fact.tsx";
import { ConflictList } from "./conflict-list.tsx";
import { optionsOf } from "./conflict-options.ts";
import { ConflictPlace } from "./conflict-place.tsx";
import { type SidesView, sidesOf } from "./conflict-sides.ts";
import { firstChange, inOrder, kindText, openCount, standingOf } from "./conflict-words.ts";
import "./conflict.css";
import { MeetingStrip, useMeetingNotice } from "./meeting-strip.tsx";
import { OwnText } from "./own-text.tsx";
import { lineOf } from "./surrounding-lines.ts";
import { useConflictCheck, useEffects } from "./use-conflict-check.ts";
import { type Resolving, useResolve } from "./use-resolve.ts";
import { useViewer } from "./use-viewer.ts";

interface OpenConflictsProps {
  live: LiveDocument;
  startWorker: () => CheckWorker;
}

/** What others write meanwhile is shown so often. */
const VIEW_MS = 250;

export function OpenConflicts({ live, startWorker }: OpenConflictsProps) {
  const view = usePaced(live.view, VIEW_MS);
  // Places count in the text of the same moment.
  const shown = useMemo(() => ({ text: view.text, conflicts: inOrder(view.conflicts) }), [view]);
  const { text, conflicts } = shown;
  const chosen = useChosen(live, conflicts);
  const check = useConflictCheck(live, view, text, startWorker);
  const notice = useMeetingNotice(live);
  const { placed } = chosen;
  const resolving = useResolve(live, conflicts, chosen.go);
  return (
    <Page
      title="Edit conflicts"
      heading={<Heading at={chosen.at} count={conflicts.length} path={view.path} />}
      actions={<Actions live={live} chosen={chosen} count={conflicts.length} text={text} />}
    >
      {notice && <MeetingStrip notice={notice} document={live.id} />}
      {resolving.problem !== undefined && (
        <div className="conflict-problem">
          <Failed action={<Button onClick={resolving.forget}>Close</Button>}>Not decided: {resolving.problem}</Failed>
        </div>
      )}
      <output className="heard">{resolving.told}</output>
      {placed === undefined ? (
        <div className="page-note">
          <Empty>No conflicts. Edits that overlap appear here.</Empty>
        </div>
      ) : (
        <div className="conflict-cols">
          <OneConflict
            key={placed.conflict.conflict}
            placed={placed}
            text={text}
            left={openCount(conflicts.filter((one) => one !== placed))}
            check={check}
            isHere={view.doc !== undefined}
            resolving={resolving}
          />
          <ConflictList
            document={live.id}
            conflicts={conflicts}
            chosen={placed}
            meeting={meetingOf(view, placed)}
            text={text}
          />
        </div>
      )}
      <StatusSlot>
        <Facts live={live} view={view} />
      </StatusSlot>
    </Page>
  );
}

const meetingOf = ({ meetings }: DocumentView, { conflict }: PlacedConflict) =>
  meetings.find(({ meeting }) => meeting.meeting === conflict.meeting)?.meeting;

interface Chosen {
  readonly placed: PlacedConflict | undefined;
  /** Its place in the list. */
  readonly at: number;
  /** To the one before or behind it, round and round. */
  readonly step: (by: 1 | -1) => void;
  readonly go: (placed: PlacedConflict) => void;
}

/** The one that the address names, else the first. */
function useChosen(live: LiveDocument, conflicts: readonly PlacedConflict[]): Chosen {
  const [search] = useSearchParams();
  const [, navigate] = useLocation();
  const wanted = search.get("conflict");
  const at = Math.max(
    0,
    conflicts.findIndex(({ conflict }) => conflict.conflict === wanted),
  );
  const go = ({ conflict }: PlacedConflict): void =>
    navigate(conflictsAddress(live.id, conflict.conflict), { replace: true });
  const step = (by: 1 | -1): void => {
    const next = conflicts[(at + by + conflicts.length) % conflicts.length];
    if (next !== undefined) go(next);
  };
  useShortcut(KEYS.previousBranch.keys, () => step(-1));
  useShortcut(KEYS.nextBranch.keys, () => step(1));
  return { placed: conflicts[at], at, step, go };
}

function Heading({ at, count, path }: { at: number; count: number; path: string | undefined }) {
  return (
    <>
      <h1 className="cut">
        {count === 0 ? "Edit conflicts" : "Edit conflict "}
        {count > 0 && (
          <span className="conflict-count">
            {countText(at + 1)} of {countText(count)}
          </span>
        )}
      </h1>
      <span className="mono muted cut wide-only">{path}</span>
    </>
  );
}

interface ActionsProps {
  live: LiveDocument;
  chosen: Chosen;
  count: number;
  text: string;
}

function Actions({ live, chosen: { placed, step }, count, text }: ActionsProps) {
  return (
    <>
      {count > 1 && (
        <span className="seg">
          <Button glyph="left" aria-label="Previous conflict" title="Previous conflict" onClick={() => step(-1)} />
          <Button glyph="right" aria-label="Next conflict" title="Next conflict" onClick={() => step(1)} />
        </span>
      )}
      <Link className="btn quiet" href={documentAddress(live.id, placeIn(text, placed))}>
        <span className="wide-only">Back to the document</span>
        <span className="phone-only">Document</span>
      </Link>
    </>
  );
}

/** Where the chosen one begins to differ, to show it in the document. */
function placeIn(text: string, placed: PlacedConflict | undefined): { line: number; column: number } | undefined {
  if (placed?.place === undefined || placed.place === null) return undefined;
  const at = placed.place.from + (placed.isOutdated ? 0 : firstChange(placed.conflict.runs));
  return { line: lineOf(text, at), column: at - text.lastIndexOf("\n", at - 1) };
}

interface OneConflictProps {
  placed: PlacedConflict;
  text: string;
  left: number;
  check: ReturnType<typeof useConflictCheck>;
  /** The document is here, so that it can be changed. */
  isHere: boolean;
  resolving: Resolving;
}

function OneConflict({ placed, text, left, check, isHere, resolving }: OneConflictProps) {
  const sides = useSides(placed);
  const options = useMemo(() => optionsOf(placed, sides, text), [placed, sides, text]);
  const { draft, ownText } = options;
  const effects = useEffects(
    check,
    placed.place,
    options.options.map((option) => option.text),
  );
  // What was begun is kept while one looks at the versions again.
  const [written, setWritten] = useState<string>();
  const [isWriting, setWriting] = useState(false);
  const place = useRef<HTMLElement>(null);
  const hasActed = resolving.told !== "" || written !== undefined;
  useEffect(() => {
    // The button or field that had the focus went with what it was for: who uses keys goes on from the place.
    if (hasActed && !isWriting && document.activeElement === document.body)
      place.current?.focus({ preventScroll: true });
  }, [hasActed, isWriting]);
  const standing = standingOf(placed);
  // What only waits here can still be chosen otherwise.
  const canChoose = standing !== "decided" && isHere;
  return (
    <div className="conflict-main">
      <p className="conflict-kind">{kindText(placed.conflict)}</p>
      <ConflictPlace ref={place} placed={placed} sides={sides} text={text} />
      {standing !== "open" && <ConflictDecided placed={placed} sides={sides} />}
      {!isHere && <p className="conflict-actions">The document is still being read.</p>}
      {canChoose && isWriting && draft !== undefined && (
        <OwnText
          present={draft}
          written={written ?? draft}
          ownText={ownText}
          onWrite={setWritten}
          onSave={() => {
            setWriting(false);
            resolving.resolve(placed, sides, "own", ownText(written ?? draft));
          }}
          onBack={() => setWriting(false)}
          check={check}
          place={placed.place}
        />
      )}
      {canChoose && !(isWriting && draft !== undefined) && (
        <ConflictActions
          options={options}
          effects={effects}
          left={left}
          onChoose={(option) => resolving.resolve(placed, sides, option.choice, option.text)}
          onWrite={() => {
            setWritten(written ?? draft);
            setWriting(true);
          }}
        />
      )}
    </div>
  );
}

function useSides({ conflict: { who } }: PlacedConflict): SidesView {
  const viewer = useViewer();
  return useMemo(() => sidesOf(who, viewer), [who, viewer]);
}

function Facts({ live, view }: { live: LiveDocument; view: DocumentView }) {
  const file = fileFact(view);
  return (
    <>
      <FactStatus fact={savedFact(view)} />
      {file !== undefined && <FactStatus fact={file} />}
      <ConflictFact live={live} />
      <span className="grow" />
    </>
  );
}
