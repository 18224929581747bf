// What is said when edits that were made apart have met.
import type { Meeting } from "@nomous/client";
import { countText } from "../../words/numbers.ts";
import { FILE_NAME, sideOf, sidesOf, type SidesView, type SideView, type Viewer } from "./conflict-sides.ts";

/** "The bridge is back. Of your 14 changed places, 11 merged and 3 overlap with tomas." */
export function meetingText(meeting: Meeting, viewer: Viewer): string {
  const sides = sidesOf({ mine: meeting.mine, theirs: meeting.theirs }, viewer);
  const back = sideOf("mine", sides);
  const isViewer = sides.isOwn && sides.first === back;
  const head = isViewer ? "The bridge is back." : headOf(back);
  return `${head} ${placesText(meeting, isViewer ? "your" : "the", otherText(sides, isViewer))}`;
}

function headOf({ names }: SideView): string {
  if (names === FILE_NAME) return "Another program changed the file.";
  return `${capital(names)} ${names.includes(" and ") ? "are" : "is"} back.`;
}

function placesText({ places, conflicts }: Meeting, whose: string, other: string): string {
  const merged = Math.max(0, places - conflicts);
  const changed = `${whose} ${places === 1 ? "one changed place" : `${countText(places)} changed places`}`;
  if (conflicts === 0) return `${places === 1 ? capital(changed) : `All of ${changed}`} merged.`;
  if (merged === 0) return `${capital(changed)} ${places === 1 ? "overlaps" : "overlap"} with ${other}.`;
  return `Of ${changed}, ${countText(merged)} merged and ${countText(conflicts)} ${conflicts === 1 ? "overlaps" : "overlap"} with ${other}.`;
}

/** Those who were here, as they are called by who looks. */
function otherText(sides: SidesView, isBack: boolean): string {
  if (sides.isOwn && !isBack) return "yours";
  const here = sideOf("theirs", sides);
  const back = sideOf("mine", sides);
  if (here.names !== back.names) return here.names;
  return here.device === back.device ? `what ${here.names} wrote here` : `what ${here.names} wrote in ${here.device}`;
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
