// Words that sound like a measure and are none: two people who read "fast" do not agree on when it is reached.

export interface VagueWord {
  readonly index: number;
  readonly length: number;
}

const words = (list: string): string => list.trim().split(/\s+/).join("|").replaceAll("_", "[- ]");

/** Vague wherever they stand. */
const ALWAYS = words(`
  fast(?:er|est)? quick(?:ly|er)? rapid(?:ly)? promptly swiftly speed(?:y|ily) snapp(?:y|ier) responsive(?:ly)? smooth(?:ly|er)? seamless(?:ly)? instant(?:ly|aneous(?:ly)?)?
  efficient(?:ly)? effective(?:ly)? reliabl[ey] robust(?:ly|ness)? resilient scalab(?:le|ility) flexible performant high_performance lightweight
  user_friendly developer_friendly intuitive(?:ly)? eas(?:y|ily|ier) better best optimal(?:ly)? excellent high_quality good great nice(?:ly)?
  reasonabl[ey] acceptabl[ey] adequate(?:ly)? sufficient(?:ly)? satisfactor(?:y|ily) appropriate(?:ly)? suitabl[ey] proper(?:ly)? decent(?:ly)?
  minimal(?:ly)? negligible significant(?:ly)? substantial(?:ly)? considerabl[ey] notic(?:e)?abl[ey] dramatic(?:ally)? greatly
  improve(?:s|d|ment|ments)? enhanced? optimi[sz]ed? modern state_of_the_art world_class best_in_class production_ready maintainable
  much little hardly barely usually mostly often gracefully accurate(?:ly)? rarely sometimes timely soon comfortabl[ey] feels? well_enough
`);

/** Phrases that leave the measure to the reader. */
const PHRASES =
  "etc\\.?|and so on|as (?:needed|necessary|required|appropriate)|if (?:needed|necessary|required)|(?:wherever|where|whenever|when|as|if) possible|in (?:good )?time|good enough|as expected|(?:works?|performs?|behaves?|scales?|runs?|looks?) (?:well|fine|nicely)|well enough|a few|a lot|too (?:many|much|long|slow|high|low)|without (?:undue |much |any noticeable )?delay";

/** Vague as what is said of a thing: "latency is low", "low latency"; "low-level" and "a small model" are names. */
const SAID =
  "(?<=\\b(?:is|are|be|stays?|remains?|keeps?|kept|very|reasonably|fairly|relatively|quite)\\s(?:very |reasonably |fairly )?)(?:low|high|short|small|large|simple|stable|slow|clean|light|limited|moderate|tolerable|fine|ok|okay)(?![-\\w]|\\s+(?:than|or|enough to))|(?:low|high|short|small)(?:er)?(?=\\s+(?:latency|memory|throughput|quality|performance|overhead|costs?|usage|load|availability|accuracy|bandwidth|delay|response|footprint|cpu|power|error|jitter))";

const VAGUE = new RegExp(`(?<![-\\w])(?:(?:${ALWAYS})(?![-\\w])|(?:${PHRASES})(?![-\\w])|${SAID})`, "giu");

/** Names of things, in which the word measures nothing. */
const NAMES =
  /\b(?:best effort|best[- ]practices?|fast[- ](?:path|forward|fail)|fail(?:s|ing)? fast|quick[- ]start|high availability|easy mode|instant messag\w+|optimi[sz]ed (?:build|binary|code)|efficient ?net|good first issue|for good|robustness (?:test|principle)\w*|improvement proposal)\b/gi;

/** The vague words of a text, in its order. */
export function vagueWordsIn(text: string): VagueWord[] {
  const without = text.replaceAll(NAMES, (name) => "_".repeat(name.length));
  return [...without.matchAll(VAGUE)].map(({ index, 0: { length } }) => ({ index, length }));
}

export function withoutVagueWords(text: string): string {
  let rest = "";
  let done = 0;
  for (const { index, length } of vagueWordsIn(text)) {
    rest += `${text.slice(done, index)} `;
    done = index + length;
  }
  return rest + text.slice(done);
}
