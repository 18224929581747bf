// A document to look at where the folder has none: what a technical spike is like, with nothing measured yet.
import { useState } from "react";
import "../file/file.css";
import { linesOfText } from "../file/file-lines.ts";
import { FileForms, type Form, FormChoice } from "../file/file-forms.tsx";
import { Page } from "../shell/page.tsx";
import text from "./technical-spike.md?raw";

const NAME = "technical-spike.md";
const SAMPLE = linesOfText(text);

export function SamplePage() {
  const [form, setForm] = useState<Form>("rendered");
  return (
    <Page
      title={`Sample: ${NAME}`}
      heading={
        <h1 className="cut">
          Sample: <span className="mono">{NAME}</span>
        </h1>
      }
      actions={
        <>
          <span className="meta wide-only">part of Nomous, not of this folder</span>
          <FormChoice form={form} onChoose={setForm} />
        </>
      }
    >
      <FileForms file={SAMPLE} form={form} path={NAME} />
    </Page>
  );
}
