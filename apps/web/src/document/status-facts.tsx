// The facts of the status bar: saved in the log and in the file are two; who reads along; where the cursor is.
import { usePaced } from "../hooks/use-paced.ts";
import { useReadable } from "../hooks/use-readable.ts";
import { Status } from "../ui/status.tsx";
import { countText } from "../words/numbers.ts";
import { ConflictFact } from "./conflict/conflict-fact.tsx";
import { encodingText, type Fact, fileFact, savedFact } from "./document-words.ts";
import type { DocumentDesk } from "./desk.ts";
import { readersText } from "./people/people-words.ts";

/** Each key is an edit that waits, is saved and is in the file: nobody reads faster. */
const SAVED_MS = 250;
const WORDS_MS = 500;

export function StatusFacts({ desk }: { desk: DocumentDesk }) {
  const view = usePaced(desk.live.view, SAVED_MS);
  const readers = useReadable(desk.readers);
  const checked = usePaced(desk.rendered, WORDS_MS)?.checked;
  const file = fileFact(view);
  const others = readersText(readers, checked?.outline ?? []);
  return (
    <>
      <FactStatus fact={savedFact(view)} />
      {file !== undefined && <FactStatus fact={file} />}
      <ConflictFact live={desk.live} />
      {others !== undefined && <span className="cut">{others}</span>}
      <span className="grow" />
      <CursorFact desk={desk} />
      {checked !== undefined && <span>{countText(checked.words)} words</span>}
      <span>{encodingText(view)}</span>
    </>
  );
}

function CursorFact({ desk }: { desk: DocumentDesk }) {
  const { line, column } = useReadable(desk.editor.cursor);
  return (
    <span>
      Ln {line}, Col {column}
    </span>
  );
}

export const FactStatus = ({ fact: { glyph, tone, text } }: { fact: Fact }) => (
  <Status glyph={glyph} {...(tone === undefined ? {} : { tone })}>
    {text}
  </Status>
);
