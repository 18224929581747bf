// Whose side is whose. The protocol calls "mine" who came back with edits; to a person "mine" is what they wrote themselves, on either side.
// Who wrote neither, or on both, reads names. Browsers of one workspace often have one person, so the browser is told too.
import type { Actor, ClientId, ConflictChoice, ConflictSide, EditConflict } from "@nomous/client";

/** A side as the protocol has it. */
export type Side = "mine" | "theirs";

export interface Viewer {
  readonly client: ClientId;
  /** As the bridge calls them; `undefined` while nobody has said. */
  readonly person: string | undefined;
}

export interface SideView {
  readonly side: Side;
  /** "Mine", "Theirs", or who it is. */
  readonly label: string;
  /** Everybody of it, each once. */
  readonly names: string;
  /** From where: "this browser", "another browser", "the file"; empty where the names say so. */
  readonly device: string;
  readonly sides: readonly ConflictSide[];
}

/** Both sides in the order in which they are shown: the viewer's is the first. */
export interface SidesView {
  readonly first: SideView;
  readonly second: SideView;
  /** The viewer wrote one of them, the first. */
  readonly isOwn: boolean;
}

type Who = EditConflict["who"];

export function sidesOf(who: Who, viewer: Viewer): SidesView {
  const own = ownSide(who, viewer);
  const order: readonly [Side, Side] = own === "theirs" ? ["theirs", "mine"] : ["mine", "theirs"];
  const named = order.map((side) => ({ side, names: namesOf(who[side]), device: deviceOf(who[side], viewer) }));
  const isSame = named[0]?.names === named[1]?.names;
  const [first, second] = order.map((side, n): SideView => {
    const { names = "", device = "" } = named[n] ?? {};
    const label = own === undefined ? (isSame ? RETURNS[side] : names) : n === 0 ? "Mine" : "Theirs";
    return { side, label, names, device, sides: who[side] };
  }) as [SideView, SideView];
  return { first, second, isOwn: own !== undefined };
}

/** Of two sides with one name: which is which. */
const RETURNS: Readonly<Record<Side, string>> = { mine: "Came back", theirs: "Was here" };

/** The side on which the viewer is alone: by their browser, else by their name. */
function ownSide(who: Who, { client, person }: Viewer): Side | undefined {
  return (
    aloneOn(who, ({ client: other }) => other === client) ??
    aloneOn(who, ({ person: other, agent }) => other === person && agent === undefined)
  );
}

function aloneOn(who: Who, isViewer: (actor: Actor) => boolean): Side | undefined {
  const isOn = (side: Side): boolean => who[side].some(({ actor }) => isViewer(actor));
  if (isOn("mine") === isOn("theirs")) return undefined;
  return isOn("mine") ? "mine" : "theirs";
}

/** Who another program is that wrote the file. */
export const FILE_NAME = "the file";

const FILES: ReadonlyMap<string | undefined, string> = new Map([
  ["file", FILE_NAME],
  ["git", "git"],
]);

/** "mara", "claude for mara", "the file". */
export const nameOfActor = ({ person, agent }: Actor): string =>
  FILES.get(agent) ?? (agent === undefined ? person : `${agent} for ${person}`);

const namesOf = (sides: readonly ConflictSide[]): string => listed(sides.map(({ actor }) => nameOfActor(actor)));

function deviceOf(sides: readonly ConflictSide[], { client }: Viewer): string {
  const people = sides.filter(({ actor }) => !FILES.has(actor.agent));
  const devices = people.map(({ actor }) => (actor.client === client ? "this browser" : "another browser"));
  return listed(devices);
}

/** "mara, ines and tomas"; each once. */
function listed(words: readonly string[]): string {
  const distinct = [...new Set(words)];
  const last = distinct.pop() ?? "";
  return distinct.length === 0 ? last : `${distinct.join(", ")} and ${last}`;
}

/** Both sides in a sentence, in the order of the protocol when nobody looks: "mara and tomas". */
export const bothText = ({ first, second }: SidesView): string =>
  first.names === second.names
    ? `${first.names}, ${first.device === second.device ? "twice" : `${first.device} and ${second.device}`}`
    : `${first.names} and ${second.names}`;

/** What choosing it is called: "Keep mine", "Keep tomas's", "Keep what came back". */
export function keepText(choice: ConflictChoice, sides: SidesView): string {
  if (choice === "own") return "Write my own";
  if (choice === "merged") return "Keep merged";
  const { label, side } = sideOf(choice, sides);
  if (sides.isOwn) return `Keep ${label.toLowerCase()}`;
  if (label === RETURNS[side]) return `Keep what ${label.toLowerCase()}`;
  return `Keep ${label}’s`;
}

/** What was decided, behind a name: "kept mine", "wrote another text". */
export function keptText(choice: ConflictChoice, sides: SidesView): string {
  if (choice === "own") return "wrote another text";
  if (choice === "merged") return "kept it as it was merged";
  return keepText(choice, sides).replace("Keep", "kept");
}

export const sideOf = (side: Side, { first, second }: SidesView): SideView => (first.side === side ? first : second);
