// The two forms of a Markdown file: as it is written, and as it reads.
import { useReadable } from "../hooks/use-readable.ts";
import { Segments } from "../ui/segments.tsx";
import type { Lines } from "../address.ts";
import type { FileLines } from "./file-lines.ts";
import { RenderedView } from "./rendered-view.tsx";
import { SourceView } from "./source-view.tsx";

export type Form = "source" | "rendered";

const FORMS: readonly (readonly [Form, string])[] = [
  ["source", "Source"],
  ["rendered", "Rendered"],
];

export function FormChoice({ form, onChoose }: { form: Form; onChoose: (form: Form) => void }) {
  return <Segments label="Form" names={FORMS} chosen={form} onChoose={onChoose} />;
}

interface FileFormsProps {
  file: FileLines;
  form: Form;
  path: string;
  cited?: Lines | undefined;
}

/** The file in one of its forms, once its length is known. */
export function FileForms({ file, form, path, cited }: FileFormsProps) {
  const view = useReadable(file);
  const { total } = view;
  if (total === undefined) return null;
  if (form === "rendered") return <RenderedView {...{ file, view, total, path }} />;
  return <SourceView key={cited?.join("-")} {...{ file, view, total, cited }} />;
}
