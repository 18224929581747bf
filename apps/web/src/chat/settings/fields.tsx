// Fields that hold what a person types until it is a value: only then it becomes a setting.
import { type ReactNode, useId, useState } from "react";

interface FieldProps {
  label: string;
  /** Said below, in place of a problem. */
  hint?: ReactNode;
  problem?: string | undefined;
  children: (ids: { id: string; describedBy: string | undefined; isInvalid: boolean }) => ReactNode;
}

/** A label, its control, and one line of hint or problem. */
function Field({ label, hint, problem, children }: FieldProps) {
  const id = useId();
  const note = problem ?? hint;
  return (
    <div className="setting">
      <label htmlFor={id}>{label}</label>
      {children({ id, describedBy: note === undefined ? undefined : `${id}-note`, isInvalid: problem !== undefined })}
      {note !== undefined && (
        <p id={`${id}-note`} className={problem === undefined ? "meta" : "c-error"} aria-live="polite">
          {note}
        </p>
      )}
    </div>
  );
}

interface TypedProps<T> {
  label: string;
  value: T | undefined;
  format: (value: T) => string;
  parse: (text: string) => T;
  /** Why the parsed value cannot be taken. */
  problemOf: (value: T) => string | undefined;
  /** `undefined` when the field is empty. */
  onChange: (value: T | undefined) => void;
  hint?: ReactNode;
  placeholder?: string;
  rows?: number;
  isMono?: boolean;
}

/** A text field for a value of any kind; a value that comes from elsewhere replaces what was typed. */
export function TypedField<T>(props: TypedProps<T>) {
  const { label, value, format, parse, problemOf, onChange, hint, placeholder = "the model's own", rows } = props;
  const formatted = value === undefined ? "" : format(value);
  const [typed, setTyped] = useState({ text: formatted, stands: formatted });
  if (typed.stands !== formatted) setTyped({ text: formatted, stands: formatted });
  const problem = typed.text === "" ? undefined : problemOf(parse(typed.text));
  const type = (text: string): void => {
    const next = text === "" ? undefined : parse(text);
    const isTaken = next === undefined || problemOf(next) === undefined;
    setTyped({ text, stands: isTaken && next !== undefined ? format(next) : isTaken ? "" : typed.stands });
    if (isTaken) onChange(next);
  };
  return (
    <Field label={label} hint={hint} problem={problem}>
      {({ id, describedBy, isInvalid }) => {
        const shared = {
          id,
          placeholder,
          value: typed.text,
          "aria-describedby": describedBy,
          "aria-invalid": isInvalid,
          className: props.isMono === true ? "field mono" : "field",
          spellCheck: false,
          autoComplete: "off",
          "data-kept": "",
        };
        return rows === undefined ? (
          <input {...shared} inputMode="decimal" onChange={({ target }) => type(target.value)} />
        ) : (
          <textarea {...shared} rows={rows} onChange={({ target }) => type(target.value)} />
        );
      }}
    </Field>
  );
}

interface NumberProps {
  label: string;
  value: number | undefined;
  min: number;
  max: number;
  isWhole?: boolean;
  onChange: (value: number | undefined) => void;
}

export function NumberField({ label, value, min, max, isWhole = false, onChange }: NumberProps) {
  const range = `${min} to ${max}`;
  return (
    <TypedField
      label={label}
      value={value}
      format={String}
      parse={(text) => (text.trim() === "" ? Number.NaN : Number(text.trim().replace(",", ".")))}
      problemOf={(number) => {
        const fits = number >= min && number <= max && (!isWhole || Number.isInteger(number));
        return fits ? undefined : `${isWhole ? "A whole number" : "A number"}, ${range}`;
      }}
      onChange={onChange}
    />
  );
}
