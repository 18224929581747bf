// The fields of a document that is about to be begun. What is wrong with one is said below it.
import { LIMITS, type WorkbenchSettings } from "@nomous/client";
import type { DocumentType } from "@nomous/workbench";
import { type ReactNode, useId } from "react";
import { IconButton } from "../ui/button.tsx";
import { Segments } from "../ui/segments.tsx";
import { titleText } from "./document-words.ts";
import { categoriesOf, scopesOf, type Wish } from "./new-document.ts";
import { isTyped, useDocuments } from "./use-documents.ts";

interface Problem {
  problem: string | undefined;
}

const ProblemText = ({ id, problem }: Problem & { id?: string }) =>
  problem === undefined ? null : (
    <p id={id} className="c-error" role="alert">
      {problem}
    </p>
  );

/** A name over controls that belong together. */
function Group({ name, problem, children }: Problem & { name: string; children: ReactNode }) {
  return (
    <fieldset>
      <legend>{name}</legend>
      {children}
      <ProblemText problem={problem} />
    </fieldset>
  );
}

interface TypeFieldProps extends Problem {
  types: readonly DocumentType[];
  chosen: string;
  onChoose: (type: string) => void;
}

export function TypeField({ types, chosen, problem, onChoose }: TypeFieldProps) {
  const name = useId();
  return (
    <Group name="Type" problem={problem}>
      {types.map((type) => (
        <label key={type.name} className="choice-line">
          <input
            type="radio"
            name={name}
            value={type.name}
            checked={type.name === chosen}
            onChange={() => onChoose(type.name)}
          />
          <span>
            {type.title} <span className="meta">{type.purpose}</span>
          </span>
        </label>
      ))}
    </Group>
  );
}

interface TitleFieldProps extends Problem {
  title: string;
  onChange: (title: string) => void;
}

export function TitleField({ title, problem, onChange }: TitleFieldProps) {
  const id = useId();
  return (
    <div className="named">
      <label htmlFor={id}>Title</label>
      <input
        id={id}
        className="field"
        required
        // It names the file too, so there must be something to name it with.
        pattern=".*\S.*"
        maxLength={LIMITS.titleLength}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-note`}
        // The dialog was opened to fill this in.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        autoComplete="off"
        value={title}
        onChange={({ target }) => onChange(target.value)}
      />
      <ProblemText id={`${id}-note`} problem={problem} />
    </div>
  );
}

interface ChoiceProps extends Problem {
  type: DocumentType;
  wish: Wish;
  onChange: (part: Partial<Wish>) => void;
}

export function CategoryField({ type, wish, problem, onChange }: ChoiceProps) {
  const id = useId();
  const categories = categoriesOf(type);
  if (categories.length === 0) return null;
  return (
    <div className="named">
      <label htmlFor={id}>Category</label>
      <select
        id={id}
        className="field"
        value={wish.category}
        onChange={({ target }) => onChange({ category: target.value })}
      >
        <option value="">Not said</option>
        {categories.map((category) => (
          <option key={category}>{category}</option>
        ))}
      </select>
      <ProblemText problem={problem} />
    </div>
  );
}

export function ScopeField({ type, wish, settings, problem, onChange }: ChoiceProps & { settings: WorkbenchSettings }) {
  const scopes = scopesOf(type, settings);
  if (scopes.length === 0) return null;
  const toggled = (name: string): readonly string[] =>
    wish.scopes.includes(name) ? wish.scopes.filter((one) => one !== name) : [...wish.scopes, name];
  return (
    <Group name="What it is about, as far as that is known" problem={problem}>
      {scopes.map(({ name, question }) => (
        <label key={name} className="choice-line">
          <input
            type="checkbox"
            checked={wish.scopes.includes(name)}
            onChange={() => onChange({ scopes: toggled(name) })}
          />
          <span>
            {question} <span className="mono muted">{name}</span>
          </span>
        </label>
      ))}
    </Group>
  );
}

interface SourcesFieldProps extends Problem {
  from: readonly string[];
  onChange: (from: readonly string[]) => void;
}

/** As many as the command takes. */
const MAX_SOURCES = 16;

export function SourcesField({ from, problem, onChange }: SourcesFieldProps) {
  const id = useId();
  const documents = useDocuments().data?.documents ?? [];
  const titleOf = (path: string): string => {
    const document = documents.find((one) => one.path === path);
    return document === undefined ? path : titleText(document);
  };
  if (documents.length + from.length === 0) return null;
  return (
    <div className="named">
      <label htmlFor={id}>Builds on</label>
      {from.length > 0 && (
        <ul className="builds-on">
          {from.map((path) => (
            <li key={path} className="chip" title={path}>
              <span className="cut">{titleOf(path)}</span>
              <IconButton
                className="small"
                glyph="close"
                label={`Not on ${titleOf(path)}`}
                onClick={() => onChange(from.filter((other) => other !== path))}
              />
            </li>
          ))}
        </ul>
      )}
      {from.length < MAX_SOURCES && (
        <select
          id={id}
          className="field"
          value=""
          onChange={({ target }) => target.value !== "" && onChange([...from, target.value])}
        >
          <option value="">{from.length === 0 ? "No other document" : "Add another document"}</option>
          {documents
            .filter((document) => isTyped(document) && !from.includes(document.path))
            .map((document) => (
              <option key={document.path} value={document.path}>
                {titleText(document)} ({document.type ?? document.path})
              </option>
            ))}
        </select>
      )}
      <ProblemText problem={problem} />
    </div>
  );
}

export const FormField = ({ isFull, onChange }: { isFull: boolean; onChange: (isFull: boolean) => void }) => (
  <div className="named">
    <span>How much of it to begin with</span>
    <Segments
      label="How much of it to begin with"
      names={[
        ["short", "One page"],
        ["full", "Every part of the type"],
      ]}
      chosen={isFull ? "full" : "short"}
      onChoose={(name) => onChange(name === "full")}
    />
  </div>
);
