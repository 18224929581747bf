// The fields of an experiment that is about to be added. What is wrong with one is said below it.
import { type ReactNode, useId } from "react";
import { Button, IconButton } from "../../ui/button.tsx";
import {
  type FormProblems,
  type MetricField,
  NEW_METRIC,
  NEW_VARIANT,
  SOURCES,
  type VariantField,
} from "./experiment-form.ts";

interface TextFieldProps {
  name: string;
  value: string;
  problem: string | undefined;
  onChange: (value: string) => void;
  note?: string;
  isMono?: boolean;
  isFirst?: boolean;
}

export function TextField({ name, value, problem, onChange, note, isMono = false, isFirst = false }: TextFieldProps) {
  const id = useId();
  return (
    <div className="text-field">
      <label htmlFor={id}>{name}</label>
      <input
        id={id}
        className={isMono ? "field mono" : "field"}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-note`}
        // The dialog was opened to fill this in.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={isFirst}
        autoComplete="off"
        spellCheck={!isMono}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
      <p id={`${id}-note`} className={problem === undefined ? "meta" : "c-error"}>
        {problem ?? note}
      </p>
    </div>
  );
}

interface ChoiceFieldProps<Value extends string> {
  name: string;
  value: Value;
  choices: readonly Value[];
  problem?: string | undefined;
  onChange: (value: Value) => void;
}

function ChoiceField<Value extends string>({ name, value, choices, problem, onChange }: ChoiceFieldProps<Value>) {
  const id = useId();
  return (
    <div className="text-field">
      <label htmlFor={id}>{name}</label>
      <select
        id={id}
        className="field"
        value={value}
        onChange={({ target }) => onChange(choices.find((one) => one === target.value) ?? value)}
      >
        {choices.map((choice) => (
          <option key={choice}>{choice}</option>
        ))}
      </select>
      {problem !== undefined && <p className="c-error">{problem}</p>}
    </div>
  );
}

interface RowsProps<Row> {
  name: string;
  note: string;
  rows: readonly Row[];
  fewest: number;
  empty: Row;
  /** What a row is called, from its place. */
  rowName: (index: number) => string;
  addName: string;
  className: string;
  render: (row: Row, index: number, change: (part: Partial<Row>) => void) => ReactNode;
  onChange: (rows: readonly Row[]) => void;
}

/** Several of a kind, of which some can be taken away again. */
function Rows<Row>({ name, note, rows, fewest, empty, rowName, addName, className, render, onChange }: RowsProps<Row>) {
  return (
    <fieldset>
      <legend>{name}</legend>
      <p className="meta">{note}</p>
      {rows.map((row, index) => (
        // They have no name of their own, and are added at the end only.
        <fieldset key={index} className={`field-group ${className}`} aria-label={rowName(index)}>
          {render(row, index, (part) => onChange(rows.with(index, { ...row, ...part })))}
          {rows.length > fewest && (
            <IconButton
              glyph="close"
              label={`Remove ${rowName(index).toLowerCase()}`}
              onClick={() => onChange(rows.filter((_, other) => other !== index))}
            />
          )}
        </fieldset>
      ))}
      <Button look="quiet" glyph="plus" className="flush" onClick={() => onChange([...rows, empty])}>
        {addName}
      </Button>
    </fieldset>
  );
}

interface VariantFieldsProps {
  variants: readonly VariantField[];
  problems: FormProblems;
  onChange: (variants: readonly VariantField[]) => void;
}

export const VariantFields = ({ variants, problems, onChange }: VariantFieldsProps) => (
  <Rows
    name="Variants"
    note="The first is the baseline: every other one is compared with it. A command runs without a shell, in the folder of this workspace."
    rows={variants}
    fewest={2}
    empty={NEW_VARIANT}
    rowName={(index) => (index === 0 ? "Baseline" : `Variant ${index}`)}
    addName="One more variant"
    className="of-variant"
    onChange={onChange}
    render={({ name, line }, index, change) => (
      <>
        <TextField
          name={index === 0 ? "Baseline" : "Name"}
          value={name}
          problem={problems.get(`variants.${index}.id`)}
          onChange={(name) => change({ name })}
        />
        <TextField
          name="Command"
          value={line}
          problem={problems.get(`variants.${index}.run`)}
          onChange={(line) => change({ line })}
          isMono
        />
      </>
    )}
  />
);

interface MetricFieldsProps {
  metrics: readonly MetricField[];
  problems: FormProblems;
  onChange: (metrics: readonly MetricField[]) => void;
}

export const MetricFields = ({ metrics, problems, onChange }: MetricFieldsProps) => (
  <Rows
    name="Metrics"
    note="The first decides when to stop. Output is a number in the last line of JSON that a run prints; the rest is measured of its process."
    rows={metrics}
    fewest={1}
    empty={NEW_METRIC}
    rowName={(index) => `Metric ${index + 1}`}
    addName="One more metric"
    className="of-metric"
    onChange={onChange}
    render={(metric, index, change) => (
      <>
        <ChoiceField name="From" value={metric.from} choices={SOURCES} onChange={(from) => change({ from })} />
        <TextField
          name={metric.from === "output" ? "Name in the JSON" : "Name"}
          value={metric.name}
          problem={problems.get(`metrics.${index}.id`)}
          onChange={(name) => change({ name })}
          isMono
        />
        <TextField
          name="Unit"
          value={metric.unit}
          problem={problems.get(`metrics.${index}.unit`)}
          onChange={(unit) => change({ unit })}
        />
        <ChoiceField
          name="Better"
          value={metric.better}
          choices={["lower", "higher"]}
          onChange={(better) => change({ better })}
        />
        <TextField
          name="What matters"
          value={metric.threshold}
          problem={problems.get(`metrics.${index}.threshold`)}
          onChange={(threshold) => change({ threshold })}
        />
      </>
    )}
  />
);
