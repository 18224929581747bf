import type { ComponentProps } from "react";
import { keyText } from "../words/keys.ts";
import { Glyph, type GlyphName } from "./glyph.tsx";

type ButtonProps = ComponentProps<"button"> & {
  /** One `primary` a screen. `danger` is for what loses something. */
  look?: "primary" | "normal" | "quiet" | "danger";
  glyph?: GlyphName;
  /** As in `Mod+Enter`; shown on wide screens. */
  keys?: string;
};

export function Button({ look = "normal", glyph, keys, className = "", children, ...rest }: ButtonProps) {
  return (
    <button type="button" className={`btn ${look} ${className}`} {...rest}>
      {glyph !== undefined && <Glyph name={glyph} />}
      {children}
      {keys !== undefined && <kbd className="wide-only">{keyText(keys)}</kbd>}
    </button>
  );
}

/** A quiet button that is only a glyph; `label` is its name. */
export function IconButton({ label, className = "", ...rest }: ButtonProps & { label: string; glyph: GlyphName }) {
  return <Button look="quiet" className={`icon ${className}`} aria-label={label} title={label} {...rest} />;
}
