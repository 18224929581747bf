import type { DocumentOverview } from "@nomous/client";
import { type LibraryFilter, valuesOf } from "./library-rows.ts";

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
    </div>
  );
}

interface ValueFieldProps {
  label: string;
  any: string;
  values: readonly string[];
  chosen: string;
  onChoose: (value: string) => void;
}

function ValueField({ label, any, values, chosen, onChoose }: ValueFieldProps) {
  return (
    <select className="field" aria-label={label} value={chosen} onChange={({ target }) => onChoose(target.value)}>
      <option value="">{any}</option>
      {/* What the address names may be gone; it is still what is asked for. */}
      {(values.includes(chosen) || chosen === "" ? values : [chosen, ...values]).map((value) => (
        <option key={value}>{value}</option>
      ))}
    </select>
  );
}
