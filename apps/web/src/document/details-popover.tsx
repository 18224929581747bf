// What a document says of itself, as a form: each field is written where it stands in the text, as one edit, and nothing else changes.
import { useId, useState } from "react";
import { Button } from "../ui/button.tsx";
import { Popover } from "../ui/popover.tsx";
import type { FieldFacts, TypeFacts } from "./check/check-message.ts";
import type { DocumentDesk } from "./desk.ts";
import { writeEdits } from "./write-edits.ts";

/** The state is changed through its menu, which asks what stands in the way. */
const NOT_HERE = new Set(["status", "state", "scopes", "scope"]);

export function DetailsPopover({ desk, type }: { desk: DocumentDesk; type: TypeFacts }) {
  return (
    <Popover label="Details of the document" className="wide-only" button="Details">
      {(close) => <DetailsForm desk={desk} type={type} onDone={close} />}
    </Popover>
  );
}

function DetailsForm({ desk, type, onDone }: { desk: DocumentDesk; type: TypeFacts; onDone: () => void }) {
  const fields = type.fields.filter(({ key }) => !NOT_HERE.has(key));
  const [changed, setChanged] = useState<Readonly<Record<string, readonly string[]>>>({});
  const [problem, setProblem] = useState<string>();
  const scopes = changed["scopes"] ?? type.scopes.filter(({ isDeclared }) => isDeclared).map(({ name }) => name);
  const set = (key: string, values: readonly string[]): void => setChanged({ ...changed, [key]: values });
  const write = async (): Promise<void> => {
    for (const [key, values] of Object.entries(changed)) {
      // One after the other: where a field stands depends on the one before.
      const failure = await writeField(desk, key, values);
      if (failure !== undefined) return setProblem(failure);
    }
    return onDone();
  };
  return (
    <form
      className="details"
      onSubmit={(event) => {
        event.preventDefault();
        void write();
      }}
    >
      {fields.map((field) => (
        <FieldRow
          key={field.key}
          field={field}
          values={changed[field.key] ?? field.values}
          onChange={(values) => set(field.key, values)}
        />
      ))}
      {type.scopes.length > 0 && (
        <fieldset>
          <legend>Scopes</legend>
          {type.scopes.map(({ name, question }) => (
            <label key={name} className="row">
              <input
                type="checkbox"
                checked={scopes.includes(name)}
                onChange={({ target }) =>
                  set("scopes", target.checked ? [...scopes, name] : scopes.filter((one) => one !== name))
                }
              />
              <span>
                {name} <span className="meta">{question}</span>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      {problem !== undefined && <p role="alert">{problem}</p>}
      <div className="row">
        <span className="grow" />
        <Button type="submit" disabled={Object.keys(changed).length === 0}>
          Write into the document
        </Button>
      </div>
    </form>
  );
}

interface FieldRowProps {
  field: FieldFacts;
  values: readonly string[];
  onChange: (values: readonly string[]) => void;
}

function FieldRow({ field, values, onChange }: FieldRowProps) {
  const id = useId();
  const isList = field.kind === "list";
  const text = values.join(", ");
  const split = (written: string): string[] => (isList ? itemsOf(written) : [written]);
  // Kept as it is typed: a comma at the end is on its way to the next item.
  const [written, setWritten] = useState(text);
  return (
    <div className="field-row">
      <label htmlFor={id}>{field.label}</label>
      {field.kind === "choice" ? (
        <select id={id} className="field" value={text} onChange={({ target }) => onChange([target.value])}>
          {!field.choices.includes(text) && <option value={text}>{text === "" ? "not chosen" : text}</option>}
          {field.choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          className="field"
          type={field.kind === "date" && /^(?:\d{4}-\d\d-\d\d)?$/.test(written) ? "date" : "text"}
          value={written}
          title={field.guidance}
          onChange={({ target }) => {
            setWritten(target.value);
            onChange(split(target.value));
          }}
        />
      )}
    </div>
  );
}

const itemsOf = (text: string): string[] =>
  text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");

/** Writes one field; what went wrong when it could not. */
async function writeField(desk: DocumentDesk, key: string, values: readonly string[]): Promise<string | undefined> {
  const ask = () => desk.check.ask<"field">({ kind: "field", key, values });
  const lack = `The document has no place for “${key}”. Add front matter: a block between two lines of ---.`;
  const written = await writeEdits(desk, ask, lack);
  return "problem" in written ? written.problem : undefined;
}
