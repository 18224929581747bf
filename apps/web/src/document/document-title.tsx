// The title bar: what the document is called, where it lies, its state, and what can be done with it.
import { type ReactNode, useState } from "react";
import { useLocation } from "wouter";
import { fileAddress, runAddress, traceAddress } from "../address.ts";
import { useIsOnline } from "../hooks/use-client.ts";
import { PHONE, useMedia } from "../hooks/use-media.ts";
import { usePaced } from "../hooks/use-paced.ts";
import { ExperimentDialog, RunDialog } from "../late-parts.ts";
import { moveText, stageGlyph } from "../library/document-words.ts";
import { LateDialog } from "../shell/late-dialog.tsx";
import { Button } from "../ui/button.tsx";
import { Glyph } from "../ui/glyph.tsx";
import { Menu } from "../ui/menu.tsx";
import type { TypeFacts } from "./check/check-message.ts";
import type { DocumentDesk } from "./desk.ts";
import { DetailsPopover } from "./details-popover.tsx";
import { fileFact, savedFact, titleOf } from "./document-words.ts";
import { ExperimentActions, ExperimentLines } from "./experiment/experiment-actions.tsx";
import { HistoryDialog } from "./history/late-history.ts";
import { FactStatus } from "./status-facts.tsx";
import type { StateMove } from "./use-approval.ts";

const TITLE_MS = 500;
const FACTS_MS = 250;

interface DocumentTitleProps {
  path: string | undefined;
  desk: DocumentDesk | undefined;
}

export function DocumentTitle({ path, desk }: DocumentTitleProps) {
  return (
    <>
      <h1 className="cut">{desk === undefined ? titleOf(path) : <TitleText desk={desk} path={path} />}</h1>
      <span className="mono muted cut wide-only document-path">{path}</span>
    </>
  );
}

function TitleText({ desk, path }: { desk: DocumentDesk; path: string | undefined }) {
  return usePaced(desk.rendered, TITLE_MS)?.checked.title ?? titleOf(path);
}

interface ActionsProps {
  desk: DocumentDesk;
  approval: StateMove;
  /** Absent while all that it rests on is fresh. */
  onReview: (() => void) | undefined;
}

export function DocumentActions({ desk, approval, onReview }: ActionsProps) {
  const type = usePaced(desk.rendered, TITLE_MS)?.checked.type ?? null;
  const check = usePaced(desk.check.view, TITLE_MS);
  const [open, setOpen] = useState<OpenDialog>();
  const next = type?.possible.find(({ isApproval }) => isApproval);
  const failing = check.approval?.state === next?.name ? (check.approval?.obstacles.length ?? 0) : 0;
  const isOnline = useIsOnline();
  return (
    <>
      {type !== null && <StateMenu type={type} approval={approval} failing={failing} />}
      {type !== null && <DetailsPopover desk={desk} type={type} />}
      {next !== undefined && (
        <Button
          className="wide-only"
          disabled={approval.moving !== undefined || !isOnline}
          title={isOnline ? undefined : "The bridge approves: it is away"}
          onClick={() => approval.move(next)}
        >
          {approval.moving?.isApproval === true ? "Approving" : moveText(next, failing)}
        </Button>
      )}
      <ExperimentActions desk={desk} onRun={(experiment) => setOpen({ kind: "run", experiment })} />
      <DocumentMenu
        desk={desk}
        onOpen={setOpen}
        onReview={onReview}
        moves={type !== null && <StateMoves type={type} approval={approval} failing={failing} />}
      />
      {open !== undefined && <OpenedDialog desk={desk} open={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

type OpenDialog =
  | { readonly kind: "history" }
  | { readonly kind: "add" }
  | { readonly kind: "run"; readonly experiment: string };

interface OpenedDialogProps {
  desk: DocumentDesk;
  open: OpenDialog;
  onClose: () => void;
}

function OpenedDialog({ desk, open, onClose }: OpenedDialogProps) {
  const [, navigate] = useLocation();
  const { path } = desk.live.view.current();
  return (
    <LateDialog onClose={onClose}>
      {open.kind === "history" && <HistoryDialog desk={desk} onClose={onClose} />}
      {open.kind === "add" && <ExperimentDialog desk={desk} onClose={onClose} />}
      {open.kind === "run" && path !== undefined && (
        <RunDialog
          path={path}
          experiment={open.experiment}
          onStarted={() => navigate(runAddress(path, open.experiment))}
          onClose={onClose}
        />
      )}
    </LateDialog>
  );
}

interface StateMenuProps {
  type: TypeFacts;
  approval: StateMove;
  failing: number;
}

/** The state, and those that may follow. */
function StateMenu({ type, approval, failing }: StateMenuProps) {
  return (
    <Menu
      label="State of the document"
      glyph={stageGlyph(type.stage)}
      button={<span className="cut">{approval.moving?.label ?? type.state?.label ?? "No state"}</span>}
      className="wide-only"
    >
      <StateMoves type={type} approval={approval} failing={failing} />
      {type.possible.length === 0 && <p className="menu-note">No state follows this one.</p>}
    </Menu>
  );
}

function StateMoves({ type, approval, failing }: StateMenuProps) {
  const isOnline = useIsOnline();
  return (
    <>
      {!isOnline && <p className="menu-note">The bridge changes states: it is away.</p>}
      {type.possible.map((state) => (
        <button key={state.name} type="button" disabled={!isOnline} onClick={() => approval.move(state)}>
          <Glyph name="right" />
          {moveText(state, state.isApproval ? failing : 0)}
        </button>
      ))}
    </>
  );
}

interface DocumentMenuProps {
  desk: DocumentDesk;
  onOpen: (dialog: OpenDialog) => void;
  onReview: (() => void) | undefined;
  /** Where there is no room for a menu of states. */
  moves: ReactNode;
}

function DocumentMenu({ desk, onOpen, onReview, moves }: DocumentMenuProps) {
  const [, navigate] = useLocation();
  const isPhone = useMedia(PHONE);
  const view = usePaced(desk.live.view, FACTS_MS);
  const { path } = view;
  const file = fileFact(view);
  return (
    <Menu label="Document menu" glyph="more">
      <p className="menu-note phone-only">
        <FactStatus fact={savedFact(view)} />
        {file !== undefined && <FactStatus fact={file} />}
      </p>
      {isPhone && moves}
      {isPhone && <ExperimentLines desk={desk} onRun={(experiment) => onOpen({ kind: "run", experiment })} />}
      <button type="button" onClick={() => onOpen({ kind: "add" })}>
        <Glyph name="plus" />
        Add experiment
      </button>
      <button type="button" onClick={() => onOpen({ kind: "history" })}>
        <Glyph name="waits" />
        History
      </button>
      {onReview !== undefined && (
        <button type="button" onClick={onReview}>
          <Glyph name="check" />
          Mark reviewed…
        </button>
      )}
      {path !== undefined && (
        <>
          <button type="button" onClick={() => navigate(traceAddress(path))}>
            <Glyph name="branch" />
            Show its trace
          </button>
          <button type="button" onClick={() => void navigator.clipboard.writeText(path)}>
            <Glyph name="clip" />
            Copy path
          </button>
          <button type="button" onClick={() => navigate(fileAddress(path))}>
            <Glyph name="file" />
            Open the file
          </button>
          <button type="button" onClick={() => saveAs(path, desk.editor.view.state.doc.toString())}>
            <Glyph name="leaves" />
            Export Markdown
          </button>
        </>
      )}
    </Menu>
  );
}

/** Hands the text to the browser as a file. */
function saveAs(path: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/markdown" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = path.split("/").at(-1) ?? "document.md";
  link.click();
  URL.revokeObjectURL(address);
}
