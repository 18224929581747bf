// What keeps the document from being saved or from its file, in one strip with the one thing to do.
import type { LiveDocument } from "@nomous/client";
import type { ReactNode } from "react";
import { useCommand } from "../hooks/use-command.ts";
import { useIsOnline } from "../hooks/use-client.ts";
import { Button } from "../ui/button.tsx";
import { Glyph, type GlyphName } from "../ui/glyph.tsx";
import { ConflictBar } from "./conflict/conflict-fact.tsx";
import { MeetingStrip, useMeetingNotice } from "./conflict/meeting-strip.tsx";
import { usePart } from "./use-part.ts";

interface DocumentStripProps {
  live: LiveDocument;
  /** Shown where nothing keeps the document from being saved. */
  children: ReactNode;
  /** Why what a person just asked for was not done. */
  problem: string | undefined;
}

export function DocumentStrip({ live, problem, children }: DocumentStripProps) {
  const isDamaged = usePart(live.view, ({ status }) => status === "damaged");
  const refusal = usePart(live.view, ({ saving }) => saving.refused?.message);
  const hasMoved = usePart(live.view, ({ moved }) => moved !== undefined && moved.suggestion !== null);
  const unwritten = usePart(live.view, ({ file }) =>
    file?.status === "failed" ? (file.trouble?.message ?? "The file could not be written.") : undefined,
  );
  const { run, running, error } = useCommand();
  const notice = useMeetingNotice(live);
  // While the bridge is away its own strip says so; there is never a second one.
  if (!useIsOnline()) return <ConflictBar live={live} />;
  const restart = (): void => void run("document.restart", { document: live.id });
  if (error !== undefined) return <Told glyph="error">Not begun anew: {error}</Told>;
  if (isDamaged)
    return (
      <Told
        glyph="error"
        action={
          <Button disabled={running !== undefined} onClick={restart}>
            Begin anew from the file
          </Button>
        }
      >
        The log of this document is damaged after the text that is shown. The file is as it was written last.
      </Told>
    );
  if (refusal !== undefined)
    return (
      <Told glyph="error">
        <b>Not saved</b> · {refusal} Your edits are kept in this browser.
      </Told>
    );
  if (hasMoved)
    return (
      <Told glyph="note">
        <b>Your edits are a suggestion now</b> · They were made on a text that has since been replaced. Nothing is lost:
        they wait below, to be accepted or rejected.
      </Told>
    );
  if (unwritten !== undefined)
    return (
      <Told glyph="warning">
        <b>Saved, not in the file</b> · {unwritten}
      </Told>
    );
  if (problem !== undefined) return <Told glyph="warning">{problem}</Told>;
  if (notice !== undefined) return <MeetingStrip notice={notice} document={live.id} />;
  return (
    <>
      <ConflictBar live={live} />
      {children}
    </>
  );
}

function Told({ glyph, action, children }: { glyph: GlyphName; action?: ReactNode; children: ReactNode }) {
  return (
    <output className="strip">
      <Glyph name={glyph} />
      <span>{children}</span>
      <span className="grow" />
      {action}
    </output>
  );
}
