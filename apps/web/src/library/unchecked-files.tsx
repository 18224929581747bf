import { Glyph } from "../ui/glyph.tsx";
import { plural } from "../words/numbers.ts";

interface UncheckedFilesProps {
  files: readonly { readonly path: string; readonly message: string }[];
  /** "could not be read" */
  lack: string;
}

/** What could not be looked at, each with its reason: it may be the very document that somebody misses. */
export function UncheckedFiles({ files, lack }: UncheckedFilesProps) {
  if (files.length === 0) return null;
  return (
    <section className="unchecked">
      <h2>
        {plural(files.length, "file")} {lack}
      </h2>
      <ul>
        {files.map(({ path, message }) => (
          <li key={path}>
            <Glyph name="warning" tone="warning" />
            <span>
              <code>{path}</code> {message}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
