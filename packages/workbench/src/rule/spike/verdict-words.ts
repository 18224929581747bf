// Words of recommendations: those that recommend, those that put it off, and those that say what would change it.

/** Puts the answer off. */
export const HEDGE = new RegExp(
  [
    "\\b(?:it|this|the (?:choice|answer|decision)) (?:all |really |largely )?depends?\\b[^.;:]*",
    "\\b(?:further|more|additional) (?:investigation|research|analysis|testing|study|work|data|measurements?|time|discussion|benchmarks?|experiments?)s? (?:is|are|will be|may be|would be|seems?)? ?(?:still )?(?:needed|required|necessary|advisable|recommended)\\b",
    "\\b(?:needs?|requires?|deserves?|warrants?) (?:further|more|additional) (?:investigation|research|analysis|testing|study|work|data|measurements?|time|discussion)\\b",
    "\\b(?:recommend|suggest|propose|advise)\\w* (?:doing |to do |that )?(?:further|more|additional|another) \\w+",
    "\\b(?:both|all|each|either|neither)\\b[^.;]*\\b(?:merits?|advantages|disadvantages|pros|trade-?offs?|valid|viable|suitable|good|fine|work|promising)\\b",
    "\\bno clear (?:winner|answer|recommendation|preference)\\b",
    "\\b(?:to be|will be|has to be|must be) (?:decided|determined|discussed|evaluated)\\b",
    "\\b(?:we|the team) (?:should|must|will|need to|have to|can) (?:discuss|decide|think|evaluate|investigate|look|consider)\\b",
    "\\bhard to say\\b|\\bremains? (?:open|unclear|to be seen)\\b|\\btoo early to\\b",
  ].join("|"),
  "gi",
);

export const VERDICT =
  /\b(?:recommend\w*|us(?:e|ing)(?! cases?)|adopt\w*|choos\w*|chose\w*|select\w*|pick\w*|keep\w*|stay\w*|go(?:es|ing)? (?:with|ahead|for)|take|prefer\w*|switch\w*|migrat\w*|mov(?:e|ing)|build|ship|replac\w*|drop\w*|reject\w*|stop\w*|abandon\w*|do not|don['’]t|no-go|go|implement\w*|introduc\w*|enabl\w*|roll out|continu\w*|proceed\w*|not worth|worth it|run|set|limit|cap|pin|cache|batch|quanti[sz]e|send|store|write|cut|leave|remove|add|start|the (?:best|right) (?:choice|option)|wins?|winner|sufficient|enough)\b/i;

/** "We cannot tell, because the card was not there" is an answer too. */
export const BLOCKED =
  /\b(?:could not|cannot|unable|blocked|inconclusive|not enough)\b.*\b(?:because|missing|lack\w*|without|until|since|needs?)\b/i;

/** Says what would change it. */
export const CONDITION =
  /\b(?:unless|if|until|as long as|so long as|provided|assuming|otherwise|in case|revisit\w*|reconsider\w*|re-?evaluat\w*|change (?:my|our) minds?|would (?:change|be the (?:better|right|best)|speak|make us|go back|switch|need)|once|except when|only while|should .{0,60}\b(?:exceed|fall|rise|drop|grow|change)|when(?:ever)? .{0,60}(?:exceed|fall|rise|drop|grow|change|reach|above|below|more than|less than|over|under|\d))/i;
