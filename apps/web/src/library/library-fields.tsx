import type { DocumentOverview, Freshness } from "@nomous/client";
import { FRESHNESS_MARKS } from "./document-words.ts";
import { FRESHNESS_CHOICES, type LibraryFilter, valuesOf } from "./library-rows.ts";

interface LibraryFieldsProps {
  documents: readonly DocumentOverview[];
  filter: LibraryFilter;
  onChange: (part: Partial<LibraryFilter>) => void;
}

/** Which documents to show; the arrow down goes from the field to the list. */
export function LibraryFields({ documents, filter, onChange }: LibraryFieldsProps) {
  return (
    <div className="library-fields">
      <input
        className="field"
        type="search"
        aria-label="Words in title or path"
        placeholder="Words in title or path"
        value={filter.text}
        onChange={({ target }) => onChange({ text: target.value })}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown") return;
          event.preventDefault();
          document.querySelector<HTMLElement>(".library [data-open]")?.focus();
        }}
      />
      <ValueField
        label="Type"
        any="Any type"
        values={valuesOf(documents, ({ type }) => type)}
        chosen={filter.type}
        onChoose={(type) => onChange({ type })}
      />
      <ValueField
        label="State"
        any="Any state"
        values={valuesOf(documents, ({ state }) => state?.label)}
        chosen={filter.state}
        onChoose={(state) => onChange({ state })}
      />
      <ValueField
        label="Freshness"
        any="Any freshness"
        values={FRESHNESS_CHOICES}
        wordsOf={(freshness) => FRESHNESS_MARKS[freshness as Freshness]?.text ?? freshness}
        chosen={filter.rests}
        onChoose={(rests) => onChange({ rests })}
      />
    </div>
  );
}

interface ValueFieldProps {
  label: string;
  any: string;
  values: readonly string[];
  wordsOf?: (value: string) => string;
  chosen: string;
  onChoose: (value: string) => void;
}

function ValueField({ label, any, values, wordsOf = (value) => value, chosen, onChoose }: ValueFieldProps) {
  return (
    <select className="field" aria-label={label} value={chosen} onChange={({ target }) => onChoose(target.value)}>
      <option value="">{any}</option>
      {/* What the address names may be gone; it is still what is asked for. */}
      {(values.includes(chosen) || chosen === "" ? values : [chosen, ...values]).map((value) => (
        <option key={value} value={value}>
          {wordsOf(value)}
        </option>
      ))}
    </select>
  );
}
