// Words that say nothing about where something stands. Those of questions are only left out of questions: a file may well
// be about how something "works", but "how does X work" is about X.

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Neither indexed nor asked for. */
export const STOP_WORDS = set(
  `a an and are as at be been being but by did do does doing done for from had has have having he her here his i if in into
  is it its itself me my no nor not of off on or our she so such than that the their them then there these they this those
  to too us was we were will with would you your const let var isn aren don doesn didn wasn weren won`,
);

/** Left out of questions only. */
export const QUESTION_WORDS = set(
  `what when where which who whom whose why how can could should shall may might must please tell show me explain describe
  give find say says said mean means happen happens happened work works working about any all some there actually
  get gets got go goes going many much just also only way ways like want need needs know let while again difference between use used uses using`,
);
