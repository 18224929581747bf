// Everything of a simulation: a machine with a bridge, browsers, a network between them, and the ledger of what was
// promised and what was got. Nothing in it depends on anything but the seed.
import type { CommandArgs, CommandId, CommandName, ConversationId, TurnId } from "@nomous/protocol";
import { createSeededRandom, FakeClock, FakeNetwork, type LedgerEntry, type SeededRandom } from "@nomous/testkit";
import { Machine, type Sabotage } from "./machine.ts";
import { Profile, type Tab } from "./tab.ts";

export interface WorldOptions {
  readonly seed: number;
  readonly sabotage?: Sabotage;
}

/** What the script asked for, to be found again in the log. */
export interface Asked {
  readonly id: CommandId;
  readonly name: CommandName;
  readonly args: CommandArgs<CommandName>;
  readonly client: Tab["client"]["id"];
  /** The tab was told that the command is safe. */
  isStored: boolean;
  /** Somebody tried to take it back, and may have gone before knowing whether that worked. */
  mayBeWithdrawn: boolean;
}

export class World {
  readonly clock = new FakeClock();
  readonly random: SeededRandom;
  readonly network: FakeNetwork;
  readonly machine: Machine;
  readonly ledger: LedgerEntry[] = [];
  readonly asked = new Map<CommandId, Asked>();
  readonly conversations = new Set<ConversationId>();
  /** With the conversation that each is in. */
  readonly answers = new Map<TurnId, ConversationId>();
  /** Tabs that are open. */
  readonly tabs = new Set<Tab>();
  /** Those, and all that were. */
  readonly everyTab: Tab[] = [];
  readonly profiles: Profile[] = [];

  private constructor({ seed, sabotage = {} }: WorldOptions) {
    this.random = createSeededRandom(seed);
    this.network = new FakeNetwork({
      clock: this.clock,
      random: this.random.fork("network"),
      latencyMs: this.random.pick([
        [1, 5],
        [1, 5],
        [10, 80],
        [0, 400],
      ] as const),
      windowBytes: this.random.pick([4_096, 128 * 1024]),
    });
    const { clock, network } = this;
    this.machine = new Machine({ clock, network, sabotage, random: this.random.fork("machine") });
  }

  /** A bridge that runs, and browsers that are paired with it. */
  static async create(options: WorldOptions): Promise<World> {
    const world = new World(options);
    const { clock, random, network, ledger } = world;
    await world.wait(world.machine.start());
    for (let i = random.between(2, 3); i > 0; i -= 1) {
      const name = `browser ${i}`;
      const profile = await Profile.create({ clock, network, ledger, name, random: random.fork(name) });
      world.profiles.push(profile);
      const tab = await world.open(profile);
      await clock.runUntil(() => tab.isOnline, `${name} is online`);
    }
    return world;
  }

  /** Lets time pass until `work` is done. */
  async wait<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    const settled = (): void => void (isDone = true);
    work.then(settled, settled);
    await this.clock.runUntil(() => isDone);
    return work;
  }

  async open(profile: Profile): Promise<Tab> {
    const tab = await this.wait(profile.open());
    this.tabs.add(tab);
    this.everyTab.push(tab);
    return tab;
  }

  command<Name extends CommandName>(tab: Tab, name: Name, args: CommandArgs<Name>): void {
    const { id, stored, result } = tab.client.command(name, args);
    const asked: Asked = { id, name, args, client: tab.client.id, isStored: false, mayBeWithdrawn: false };
    this.asked.set(id, asked);
    stored.then(
      () => (asked.isStored = true),
      () => {},
    );
    result.then(
      ({ status, at }) => this.ledger.push({ type: "command.acknowledged", id, status, at }),
      () => {},
    );
  }

  /** Takes a command back: then it must never have an effect. */
  withdraw(tab: Tab, id: CommandId): void {
    const asked = this.asked.get(id);
    if (asked !== undefined) asked.mayBeWithdrawn = true;
    const note = (isWithdrawn: boolean): void => {
      if (isWithdrawn) this.ledger.push({ type: "command.acknowledged", id, status: "withdrawn", at: 0 });
    };
    tab.client.withdraw(id).then(note, () => {});
  }
}
