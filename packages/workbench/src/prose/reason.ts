// Whether somebody gave a reason, or only filled the place where one is asked for. A verdict ("rejected"), praise ("the best
// choice") and a taste ("we like it") are none: what is left of a reason without such words says something.

const SAYS_NOTHING: ReadonlySet<string> = new Set(
  `a an the it its this that these those is was are were be been has have had do does did can could will would should
  we i our us you they them team everybody people me my by for to of and or but as at in on with from because since so
  too very more most less least just only also not no never none nothing yes any than
  other others another one ones option options alternative alternatives approach approaches way thing choice choices choose chose chosen
  pick picked select selected selection prefer preferred preference taste personal reject rejected rejection decide decided decision against
  vote voted consider considered like liked love loved want wanted need needed needs necessary require required important essential
  obvious obviously natural right good better best great nice ideal optimal perfect fine ok okay bad worse worst inferior superior
  suit suits suitable suited fit fits fitting appropriate proper make makes sense simple popular modern familiar known well proven common
  commonly used use uses using standard default industry usual typical practice practices state art enough work works job tool technology
  solution applicable n na didn doesn don t s see above below same ditto dito later unknown really quite pretty rather already`
    .trim()
    .split(/\s+/),
);

/** `<why>`, `[reason]`: what a template leaves. */
const LEFT = /^[<[{][^>\]}]*[>\]}]$/;

export const isReason = (text: string): boolean =>
  !LEFT.test(text.trim()) &&
  (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).some((word) => !SAYS_NOTHING.has(word));
