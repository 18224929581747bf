// What stands where something should: the marks of people (`TBD`), and what templates leave (`[insert a name]`, `Goal 1`).

/** What is done, sooner or later, about things that nobody knows yet. */
export const UNDECIDED =
  "added|agreed|announced|assigned|chosen|clarified|completed|confirmed|decided|defined|described|determined|discussed|documented|estimated|filled in|found|investigated|measured|named|provided|specified|supplied|worked out|written";

const LEFT_OPEN = [
  /^t\.?b\.?[acds]\.?$/,
  /^(?:to ?do|fix ?me|xx+|placeholder|coming soon|to (?:come|follow)|lorem ipsum.*)$/,
  new RegExp(`^(?:still |yet )?to be (?:${UNDECIDED})(?: (?:later|soon|next|when|after|once|before|until)\\b.*)?$`),
  new RegExp(`^not (?:yet (?:${UNDECIDED}|known|clear)|(?:${UNDECIDED}|known|clear) yet)$`),
  /^(?:…|\.{2,}|\?+|_+|\[(?:…|\.{3})\])$/,
  /^(?:insert|add|put|enter|write|paste|fill in)\b.*\bhere$/,
  /^\[(?![ x]?\])(?=[^\]]*[a-z])[^\]^'"][^\]'"]*\]$/,
  /^\{(?:\{[^{}]*\}|[^{}$#|]*)\}$/,
  // Neither a tag of HTML nor an address.
  /^<(?!\/|!|(?:a|b|br|code|del|details|div|em|hr|i|img|ins|kbd|li|mark|ol|p|pre|s|small|span|strong|sub|summary|sup|table|u|ul)\b)[^<>:@]+>$/,
];

/** A thing that a template numbers and leaves to be named. */
const NUMBERED =
  /^(?:goal|non-goal|question|risk|task|step|option|component|metric|phase|criterion|alternative|item)(?: \d+)?:?$/;

/** Says that nothing is there, which may be all there is to say. */
const NOTHING = /^(?:n\/?a|none yet|not yet|pending|[-–—*.]+)$/;

const keyOf = (text: string): string =>
  text
    .trim()
    .replace(/(?<=\p{L})[.!?]$/u, "")
    .toLowerCase();

function isOneOf(text: string, patterns: readonly RegExp[]): boolean {
  const key = keyOf(text);
  return patterns.some((pattern) => pattern.test(key));
}

/** Whether somebody, or a template, says that it is still to be written. */
export const isLeftOpen = (text: string): boolean => isOneOf(text, LEFT_OPEN);

/** `Goal 1` says nothing as a goal, though it may well be the name of one somewhere else. */
export const isNumberedOnly = (text: string): boolean => isOneOf(text, [NUMBERED]);

const ANY = [...LEFT_OPEN, NUMBERED, NOTHING];

/** Stands where something should: `TBD`, `…`, `-`, `<name>`, `Goal 1`, and nothing at all. */
export const isPlaceholder = (text: string): boolean => text.trim() === "" || isOneOf(text, ANY);
