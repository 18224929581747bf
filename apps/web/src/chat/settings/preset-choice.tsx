import type { ChatSettings } from "@nomous/client";
import { useState } from "react";
import { Button, IconButton } from "../../ui/button.tsx";
import {
  applyPreset,
  BUILT_IN,
  dropPreset,
  keepPreset,
  type Preset,
  PRESET_NAME_LENGTH,
  readPresets,
} from "./presets.ts";
import { changeSettings, sameSettings, settingsText } from "./settings.ts";

interface PresetChoiceProps {
  settings: ChatSettings;
  onChange: (settings: ChatSettings) => void;
}

/** Applies a preset, and keeps the settings that are there under a name. */
export function PresetChoice({ settings, onChange }: PresetChoiceProps) {
  const [own, setOwn] = useState(readPresets);
  const row = (preset: Preset, onDrop?: () => void) => (
    <PresetRow
      key={preset.name}
      preset={preset}
      isApplied={sameSettings(applyPreset(settings, preset), settings)}
      onApply={() => onChange(applyPreset(settings, preset))}
      onDrop={onDrop}
    />
  );
  return (
    <div className="setting">
      <span>Presets</span>
      <ul className="presets" aria-label="Presets">
        {BUILT_IN.map((preset) => row(preset))}
        {own.map((preset) => row(preset, () => setOwn(dropPreset(preset.name))))}
      </ul>
      <KeepPreset settings={settings} onKept={setOwn} />
    </div>
  );
}

interface PresetRowProps {
  preset: Preset;
  isApplied: boolean;
  onApply: () => void;
  onDrop: (() => void) | undefined;
}

const PresetRow = ({ preset: { name, settings }, isApplied, onApply, onDrop }: PresetRowProps) => (
  <li className="row">
    <button type="button" className="btn small" aria-pressed={isApplied} onClick={onApply}>
      {name}
    </button>
    <span className="meta cut grow">{settingsText(settings)}</span>
    {onDrop !== undefined && (
      <IconButton className="small" glyph="close" label={`Delete the preset ${name}`} onClick={onDrop} />
    )}
  </li>
);

interface KeepPresetProps {
  settings: ChatSettings;
  onKept: (presets: readonly Preset[]) => void;
}

/** Where there is something to keep. */
function KeepPreset({ settings, onKept }: KeepPresetProps) {
  const [name, setName] = useState("");
  const plain = changeSettings(settings, { engine: undefined });
  if (Object.keys(plain).length === 0) return null;
  const isTaken = BUILT_IN.some((preset) => preset.name === name.trim());
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === "" || isTaken) return;
        onKept(keepPreset(name.trim(), settings));
        setName("");
      }}
    >
      <input
        className="field grow"
        aria-label="Name of the preset"
        aria-invalid={isTaken}
        placeholder="A name for these settings"
        maxLength={PRESET_NAME_LENGTH}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <Button type="submit">{isTaken ? "That name is built in" : "Keep in this browser"}</Button>
    </form>
  );
}
