// What the type says of the part where the cursor is, and how far the document has got.
import { usePaced } from "../../hooks/use-paced.ts";
import { Empty } from "../../ui/status.tsx";
import type { Guidance } from "../check/check-message.ts";
import type { DocumentDesk } from "../desk.ts";

const GUIDANCE_MS = 200;

export function SectionGuidance({ desk }: { desk: DocumentDesk }) {
  const checked = usePaced(desk.rendered, GUIDANCE_MS)?.checked;
  const { head } = usePaced(desk.editor.cursor, GUIDANCE_MS);
  const part = guidanceAt(checked?.guidance ?? [], head);
  const progress = checked?.progress;
  return (
    <section className="guidance" aria-label="This section" data-region="" tabIndex={-1}>
      <header>
        <b className="cut">{part === undefined ? "This section" : part.heading}</b>
        {progress !== undefined && progress.required > 0 && (
          <span className="muted cut">
            {progress.written} of {progress.required} parts written
            {progress.phase !== null && `, in the phase ${progress.phase}`}
          </span>
        )}
      </header>
      {part === undefined ? (
        <Empty>
          {checked?.type === null
            ? "This file is of no document type: rules for any Markdown file are checked."
            : "The type says nothing of this place. Its parts tell what belongs in them here."}
        </Empty>
      ) : (
        <p>{part.text}</p>
      )}
    </section>
  );
}

/** The innermost part that holds the place. */
export const guidanceAt = (parts: readonly Guidance[], at: number): Guidance | undefined =>
  parts.findLast(({ from, to }) => from <= at && at < to);
