import type { DocumentOverview } from "@nomous/client";
import { Link } from "wouter";
import { documentAddress, fileAddress, traceAddress } from "../address.ts";
import { useFreshness } from "../freshness/use-freshness.ts";
import { useIsOnline, useRuntime } from "../hooks/use-client.ts";
import { useShell } from "../shell/use-shell.ts";
import { Menu } from "../ui/menu.tsx";
import { Status } from "../ui/status.tsx";
import { Ticked } from "../ui/ticked.tsx";
import { plural } from "../words/numbers.ts";
import {
  approvalMark,
  committedText,
  FRESHNESS_MARKS,
  moveText,
  problemMarks,
  progressText,
  stateMark,
  titleText,
} from "./document-words.ts";
import { MarkStatus } from "./mark-status.tsx";
import { nextText } from "./next-step.ts";
import type { useStateChange } from "./state-change.tsx";
import type { OpenDocument } from "./use-open-document.ts";

interface DocumentRowProps {
  document: DocumentOverview;
  opener: OpenDocument;
  states: ReturnType<typeof useStateChange>;
  /** Edits that wait in this browser. */
  unsaved: number;
}

export function DocumentRow({ document, opener, states, unsaved }: DocumentRowProps) {
  const { clock } = useRuntime();
  const approval = approvalMark(document);
  const { progress, type } = document;
  const rests = useFreshness().byPath.get(document.path);
  return (
    <div className="document">
      <span className="name">
        <OpenLink document={document} opener={opener} />
        <span className="meta mono cut">{document.path}</span>
      </span>
      <span className="mono muted type">{type}</span>
      <span className="lifecycle">
        {states.moving?.path === document.path ? (
          <Status glyph="arc" tone="accent">
            to {states.moving.label}
          </Status>
        ) : (
          <MarkStatus mark={stateMark(document)} />
        )}
        {rests !== undefined && <MarkStatus mark={FRESHNESS_MARKS[rests.freshness]} />}
      </span>
      <span className="written">
        {progressText(document)}
        {progress.required > 0 && <span className="narrow-only"> written</span>}
        {progress.phase !== null && <span className="meta cut"> {progress.phase}</span>}
      </span>
      <Problems document={document} />
      <span className="fresh">
        {approval !== undefined && <MarkStatus mark={approval} />}
        {unsaved > 0 ? (
          <Status glyph="waits" tone="warning">
            {plural(unsaved, "edit")} not saved yet
          </Status>
        ) : (
          <span className="meta">{committedText(document, clock.now())}</span>
        )}
      </span>
      <span className="next">
        <span className="muted narrow-only">Next: </span>
        {nextText(document)}
      </span>
      <RowMenu document={document} opener={opener} states={states} />
      {rests !== undefined && rests.words !== "" && (
        <span className="cause meta">
          <Ticked text={rests.words} />
        </span>
      )}
    </div>
  );
}

/** Covers the row, so that a click anywhere in it opens. */
function OpenLink({ document, opener: { open, opening, openingText } }: Pick<DocumentRowProps, "document" | "opener">) {
  const title = titleText(document);
  if (opening === document.path)
    return (
      <Status glyph="arc" tone="accent">
        {openingText}
      </Status>
    );
  if (document.document === undefined)
    return (
      <button type="button" className="open cut" data-open="" onClick={() => open(document)}>
        {title}
      </button>
    );
  return (
    <Link className="open cut" data-open="" href={documentAddress(document.document)}>
      {title}
    </Link>
  );
}

function Problems({ document }: Pick<DocumentRowProps, "document">) {
  const marks = problemMarks(document);
  if (marks.length === 0) return <span className="problems meta">no problems</span>;
  return (
    <span className="problems">
      {marks.map((mark) => (
        <span key={mark.glyph} title={mark.text}>
          <MarkStatus mark={{ ...mark, text: mark.text.replace(/ .*/, "") }} />
          <span className="heard">{mark.text.replace(/^\S+/, "")}</span>
        </span>
      ))}
    </span>
  );
}

function RowMenu({ document, opener, states }: Pick<DocumentRowProps, "document" | "opener" | "states">) {
  const { beginDocument } = useShell();
  const isOnline = useIsOnline();
  return (
    <Menu label={`More for ${titleText(document)}`} glyph="more" className="small">
      <button type="button" onClick={() => opener.open(document)}>
        Open
      </button>
      {isOnline &&
        document.possible.map((to) => (
          <button key={to.name} type="button" onClick={() => states.change(document, to)}>
            {moveText(to)}
          </button>
        ))}
      {!isOnline && <p className="meta note">Its state can be changed when the bridge is back.</p>}
      <button type="button" onClick={() => beginDocument({ from: [document.path] })}>
        Begin a document from it
      </button>
      <Link href={traceAddress(document.path)}>Show its trace</Link>
      <Link href={fileAddress(document.path)}>Show the file</Link>
    </Menu>
  );
}
