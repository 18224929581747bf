// Everything a prompt can be asked with, besides its text. What is empty is the model's own choice.
import type { ChatSettings } from "@nomous/client";
import { Button } from "../../ui/button.tsx";
import { ModelChoice } from "../model/model-choice.tsx";
import type { Engines } from "../model/use-engines.ts";
import { NumberField, TypedField } from "./fields.tsx";
import { PresetChoice } from "./preset-choice.tsx";
import {
  changeSettings,
  parseStop,
  schemaProblem,
  type SettingsChange,
  stopProblem,
  stopText,
  textProblem,
} from "./settings.ts";
import "./settings.css";

export interface SettingsFormProps {
  settings: ChatSettings;
  engines: Engines;
  onChange: (settings: ChatSettings) => void;
  /** Gives up what was changed; absent when nothing was. */
  onReset?: (() => void) | undefined;
  /** From where on they hold. */
  scope: string;
}

export function SettingsForm({ settings, engines, onChange, onReset, scope }: SettingsFormProps) {
  const change = (patch: SettingsChange): void => onChange(changeSettings(settings, patch));
  return (
    <div className="settings">
      <output className="meta">{scope}</output>
      <PresetChoice settings={settings} onChange={onChange} />
      <div className="setting">
        <span>Model</span>
        <ModelChoice engines={engines} engine={settings.engine} onChoose={(engine) => change({ engine })} />
      </div>
      <TextSettings settings={settings} change={change} />
      <NumberSettings settings={settings} change={change} />
      <FormSettings settings={settings} change={change} />
      <div className="row">
        <Button onClick={() => onChange({})} disabled={Object.keys(settings).length === 0}>
          Clear all
        </Button>
        {onReset !== undefined && <Button onClick={onReset}>Undo the changes</Button>}
      </div>
    </div>
  );
}

interface PartProps {
  settings: ChatSettings;
  change: (patch: SettingsChange) => void;
}

const asIs = (text: string): string => text;

const TextSettings = ({ settings, change }: PartProps) => (
  <>
    <TypedField
      label="System text"
      rows={4}
      value={settings.system}
      format={asIs}
      parse={asIs}
      problemOf={textProblem}
      onChange={(system) => change({ system })}
    />
    <label className="check">
      <input
        type="checkbox"
        checked={settings.retrieval !== false}
        onChange={({ target }) => change({ retrieval: target.checked ? undefined : false })}
      />
      Offer passages of the workspace to the model
    </label>
  </>
);

const NumberSettings = ({ settings, change }: PartProps) => (
  <div className="numbers">
    <NumberField
      label="Temperature"
      min={0}
      max={5}
      value={settings.temperature}
      onChange={(temperature) => change({ temperature })}
    />
    <NumberField label="Top-p" min={0.01} max={1} value={settings.topP} onChange={(topP) => change({ topP })} />
    <NumberField
      label="Tokens at most"
      min={1}
      max={1_000_000}
      isWhole
      value={settings.maxTokens}
      onChange={(maxTokens) => change({ maxTokens })}
    />
    <NumberField
      label="Seed"
      min={0}
      max={0xffff_ffff}
      isWhole
      value={settings.seed}
      onChange={(seed) => change({ seed })}
    />
  </div>
);

const FormSettings = ({ settings, change }: PartProps) => (
  <>
    <TypedField
      label="Stop before"
      rows={2}
      isMono
      placeholder="nothing but the model's own end"
      hint={String.raw`One text a line; \n stands for a line break`}
      value={settings.stop}
      format={stopText}
      parse={(text) => [...parseStop(text)]}
      problemOf={stopProblem}
      onChange={(stop) => change({ stop: stop?.length === 0 ? undefined : stop })}
    />
    <TypedField
      label="JSON Schema of the answer"
      rows={5}
      isMono
      placeholder="none: the answer is free text"
      hint={settings.schema === undefined ? undefined : "Valid JSON; the answer will be one value that fits it"}
      value={settings.schema}
      format={asIs}
      parse={asIs}
      problemOf={schemaProblem}
      onChange={(schema) => change({ schema })}
    />
  </>
);
