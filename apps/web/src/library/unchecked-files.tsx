import { Glyph } from "../ui/glyph.tsx";
import { plural } from "../words/numbers.ts";

/** What could not be read, each with its reason: it may be the very document that somebody misses. */
export function UncheckedFiles({ files }: { files: readonly { readonly path: string; readonly message: string }[] }) {
  if (files.length === 0) return null;
  return (
    <section className="unchecked">
      <h2>{plural(files.length, "file")} could not be read</h2>
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
