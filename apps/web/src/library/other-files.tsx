// Markdown files of no type: they are no documents of the workbench, and can be edited all the same.
import type { DocumentOverview } from "@nomous/client";
import { useState } from "react";
import { ALL_FILES, useFiles } from "../file/use-files.ts";
import { useConnection } from "../hooks/use-client.ts";
import { useSettled } from "../hooks/use-settled.ts";
import { AwayNote } from "../offline/away-note.tsx";
import { isMarkdown } from "../start/example-questions.ts";
import { moveFocus } from "../ui/menu.tsx";
import { Empty, Failed, Loading, Status } from "../ui/status.tsx";
import { countText, sizeText } from "../words/numbers.ts";
import { problemMarks } from "./document-words.ts";
import { MarkStatus } from "./mark-status.tsx";
import { useOpenDocument } from "./use-open-document.ts";

const SHOWN = 100;
const TYPING_MS = 150;

interface OtherFilesProps {
  documents: readonly DocumentOverview[];
  /** Words of the path. */
  text: string;
}

export function OtherFiles({ documents, text }: OtherFilesProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="other-files" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Other Markdown files</summary>
      {isOpen && <FoundFiles documents={documents} text={text} />}
    </details>
  );
}

function FoundFiles({ documents, text }: OtherFilesProps) {
  const words = useSettled(text.trim(), TYPING_MS);
  const { status } = useConnection();
  const { data, at, error } = useFiles(`${words} .m`.trim(), ALL_FILES.limit);
  const opener = useOpenDocument();
  if (error !== undefined) return <Failed>{error}</Failed>;
  if (data === undefined)
    return status !== "away" ? (
      <Loading>Reading the list of files</Loading>
    ) : (
      <AwayNote what="This list" at={at} lack="Files come with it." />
    );
  const known = new Map(documents.map((document) => [document.path, document]));
  const files = data.files.filter(({ path }) => isMarkdown(path) && (known.get(path)?.type ?? null) === null);
  if (files.length === 0)
    return (
      <Empty>
        {words === "" ? "Every Markdown file here is a document of a type." : `No other path with “${words}”.`}
      </Empty>
    );
  return (
    <>
      <AwayNote what="This list" at={at} lack="" />
      {opener.error !== undefined && <Failed>{opener.error}</Failed>}
      {/* Arrows move between the files. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul onKeyDown={moveFocus}>
        {files.slice(0, SHOWN).map(({ path, sizeBytes }) => (
          <li key={path}>
            <button type="button" onClick={() => opener.open(known.get(path) ?? { path })}>
              <span className="cut mono">{path}</span>
              {opener.opening === path ? (
                <Status glyph="arc" tone="accent">
                  {opener.openingText}
                </Status>
              ) : (
                <OtherFacts document={known.get(path)} sizeBytes={sizeBytes} />
              )}
            </button>
          </li>
        ))}
      </ul>
      {files.length > SHOWN && (
        <p className="meta">
          {SHOWN} of {countText(files.length)} files; more words narrow it down
        </p>
      )}
    </>
  );
}

function OtherFacts({ document, sizeBytes }: { document: DocumentOverview | undefined; sizeBytes: number }) {
  return (
    <span className="row meta">
      {document !== undefined && problemMarks(document).map((mark) => <MarkStatus key={mark.glyph} mark={mark} />)}
      {sizeText(sizeBytes)}
    </span>
  );
}
