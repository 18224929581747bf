interface SegmentsProps<Name extends string> {
  label: string;
  names: readonly (readonly [name: Name, words: string])[];
  chosen: Name;
  onChoose: (name: Name) => void;
}

/** A few things of which exactly one holds. */
export function Segments<Name extends string>({ label, names, chosen, onChoose }: SegmentsProps<Name>) {
  return (
    <fieldset className="seg" aria-label={label}>
      {names.map(([name, words]) => (
        <button key={name} type="button" aria-pressed={name === chosen} onClick={() => onChoose(name)}>
          {words}
        </button>
      ))}
    </fieldset>
  );
}
