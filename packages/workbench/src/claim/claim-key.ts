// What a claim is bound to: `ev:EXPERIMENT/METRIC[@VARIANT][/WHAT]`. Only the form is judged here; whether there is such a metric is asked
// of the results.

/** What of a metric a number may be. */
export const CLAIM_WHATS = ["effect", "value", "low", "high", "noise", "runs", "failures"] as const;
export type ClaimWhat = (typeof CLAIM_WHATS)[number];

/** As it is written; nothing of it need exist. */
export interface ClaimKey {
  readonly experiment: string;
  readonly metric: string;
  /** Null means the only variant beside the baseline. */
  readonly variant: string | null;
  /** `effect` where nothing is written. */
  readonly what: string;
}

export const KEY_FORM = "ev:EXPERIMENT/METRIC, with @VARIANT and /WHAT where they are needed";

const KEY = /^ev:([^/@\s]+)\/([^/@\s]+)(?:@([^/@\s]+))?(?:\/([^/@\s]+))?$/;

/** Whether a name of a link is meant as a key, well-formed or not. */
export const isClaimName = (name: string): boolean => /^ev:/i.test(name);

/** Null when it has not the form of a key. */
export function parseClaimKey(name: string): ClaimKey | null {
  const [, experiment, metric, variant = null, what = "effect"] = KEY.exec(name) ?? [];
  return experiment === undefined || metric === undefined ? null : { experiment, metric, variant, what };
}

/** As it stands in a document: an effect needs no word for what it is. */
export const claimKeyText = ({ experiment, metric, variant, what }: ClaimKey): string =>
  `ev:${experiment}/${metric}${variant === null ? "" : `@${variant}`}${what === "effect" ? "" : `/${what}`}`;
