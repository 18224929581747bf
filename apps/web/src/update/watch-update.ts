// Looks for newer versions and loads them: what `update-facts.ts` decides, done with the browser. First it has the app kept in the browser, once
// the page stands and is quiet.
import type { Client, Clock } from "@nomous/client";
import { recall, remember } from "../browser-storage.ts";
import { shellName } from "../service-worker/shell-list.ts";
import { isWorkerMessage, type PageMessage, type WorkerMessage } from "../service-worker/worker-message.ts";
import { errorText } from "../words/error.ts";
import { watchFields } from "./unkept-fields.ts";
import {
  isClean,
  noUpdate,
  stepUpdate,
  type UpdateEffect,
  type UpdateEvent,
  type UpdateFacts,
} from "./update-facts.ts";
import { newsOf } from "./update-words.ts";
import type { Update, UpdateNews } from "./use-update.ts";

interface UpdatePorts {
  readonly clock: Clock;
  readonly client: Pick<Client, "connection" | "outbox">;
}

const WORKER = "/service-worker.js";
const TRIED = "update";

/** The first screen is there, and the code of the others was fetched. */
const QUIET_MS = 2_000;
/** What was typed an instant ago is on its way into the outbox. */
const SETTLE_MS = 300;
/** A field that is left or emptied tells nobody. */
const FIELDS_MS = 1_000;
/** A worker that is told to take over does so within milliseconds. */
const OVERDUE_MS = 10_000;

/** Goes on as long as the page. */
export async function watchUpdate(update: Update, ports: UpdatePorts): Promise<void> {
  await new UpdateWatch(update, ports).start();
}

class UpdateWatch {
  readonly #update: Update;
  readonly #ports: UpdatePorts;
  /** Not every browser has them, and not in every window. */
  readonly #workers: ServiceWorkerContainer | undefined;
  readonly #isWriting: () => boolean;
  #facts: UpdateFacts;
  #registration: ServiceWorkerRegistration | undefined;
  #isKept = false;
  #hasRefilled = false;
  /** Whether a worker answered for this page before. */
  #isLed = false;
  #isPolling = false;

  constructor(update: Update, ports: UpdatePorts) {
    this.#update = update;
    this.#ports = ports;
    this.#workers = (navigator as Partial<Pick<Navigator, "serviceWorker">>).serviceWorker;
    this.#facts = noUpdate(update.build, recall(sessionStorage, TRIED));
    this.#isWriting = watchFields(document, () => this.#look());
  }

  async start(): Promise<void> {
    const { build, holds } = this.#update;
    const { client } = this.#ports;
    this.#update.accept = () => {
      this.#look();
      this.#happened({ type: "accepted" });
    };
    holdBuild(build);
    holds.subscribe(() => this.#look());
    client.outbox.subscribe(() => this.#look());
    this.#look();
    if (this.#workers === undefined) this.#happened({ type: "copied", copy: "unsupported" });
    else await this.#listen(this.#workers);
    client.connection.subscribe(() => this.#connected());
    this.#connected();
    window.addEventListener("focus", () => this.#isOnline() && this.#happened({ type: "shown", at: this.#now() }));
  }

  async #listen(workers: ServiceWorkerContainer): Promise<void> {
    this.#isLed = workers.controller !== null;
    workers.addEventListener("message", ({ data, source }: MessageEvent<unknown>) => {
      if (isWorkerMessage(data)) this.#heard(source, data);
    });
    workers.addEventListener("controllerchange", () => tell(workers.controller, "which"));
    workers.startMessages();
    const registration = await workers.getRegistration().catch(() => undefined);
    if (registration !== undefined) this.#watch(registration);
  }

  #heard(source: MessageEventSource | null, { build, isWhole }: WorkerMessage): void {
    if (source === this.#registration?.waiting) return this.#happened({ type: "found", build });
    const active = this.#registration?.active ?? null;
    if (active !== null && source === active) {
      this.#happened({ type: "copied", copy: isWhole ? "here" : "none" });
      if (!isWhole) this.#refillSoon(active);
    }
    if (source !== this.#workers?.controller) return;
    const isFirst = !this.#isLed;
    this.#isLed = true;
    this.#happened({ type: "led", build, isFirst });
  }

  /** The bridge may be here: what it serves is compared, and kept when nothing is. */
  #connected(): void {
    const connection = this.#ports.client.connection.current();
    if (connection.status !== "online") return;
    const { server, minBuild } = connection.welcome;
    const known = this.#facts.bridge;
    if (known?.build !== server.build || known.minBuild !== minBuild)
      this.#happened({ type: "welcomed", build: server.build, minBuild, at: this.#now() });
    this.#keepSoon();
  }

  /** Once for each load of the page: what does not work now will not work a second later. */
  #keepSoon(): void {
    if (this.#isKept) return;
    this.#isKept = true;
    this.#ports.clock.after(QUIET_MS, () => {
      if (this.#registration !== undefined) return;
      if (this.#isOnline()) void this.#find();
      else this.#isKept = false;
    });
  }

  /** What the worker had was removed, by the browser or a person. */
  #refillSoon(worker: ServiceWorker): void {
    if (this.#hasRefilled) return;
    this.#hasRefilled = true;
    this.#ports.clock.after(QUIET_MS, () => {
      this.#happened({ type: "copied", copy: "fetching" });
      tell(worker, "fill");
    });
  }

  /** Has the browser look whether the bridge has another build; it fetches it then. */
  async #find(): Promise<void> {
    if (this.#workers === undefined) return;
    try {
      const known = this.#registration;
      const isKept = known !== undefined && (known.active ?? known.waiting ?? known.installing) !== null;
      if (isKept) await known.update();
      else this.#watch(await this.#workers.register(WORKER, { updateViaCache: "none" }));
      // Else it is told when all of it is here, or is not.
      if (this.#registration?.installing == null) this.#happened({ type: "looked" });
    } catch (error) {
      if (isForbidden(error)) this.#happened({ type: "copied", copy: "unsupported" });
      this.#happened({ type: "looked", error: errorText(error) });
    }
  }

  #watch(registration: ServiceWorkerRegistration): void {
    if (registration === this.#registration) return;
    this.#registration = registration;
    const { active, waiting, installing } = registration;
    if (active !== null) {
      this.#happened({ type: "copied", copy: "here" });
      tell(active, "which");
      tell(waiting, "which");
    }
    this.#follow(installing, registration);
    registration.addEventListener("updatefound", () => this.#follow(registration.installing, registration));
  }

  /** From the first byte of a newer worker to its end. */
  #follow(worker: ServiceWorker | null, registration: ServiceWorkerRegistration): void {
    if (worker === null) return;
    if (registration.active === null) this.#happened({ type: "copied", copy: "fetching" });
    let isWhole = false;
    worker.addEventListener("statechange", () => {
      if (worker.state === "installed") {
        isWhole = true;
        if (registration.active === null) this.#happened({ type: "looked" });
        else tell(worker, "which");
      }
      if (worker.state === "activated") this.#happened({ type: "copied", copy: "here" });
      if (worker.state !== "redundant" || isWhole) return;
      if (registration.active === null) this.#happened({ type: "copied", copy: "none" });
      this.#happened({ type: "lost" });
    });
  }

  /** Is anything not sent, or written here alone? */
  #look(): void {
    const { unsent, isWriting } = this.#facts;
    const now = {
      unsent: this.#ports.client.outbox.current().length,
      isWriting: this.#update.holds.current() > 0 || this.#isWriting(),
    };
    if (now.unsent !== unsent || now.isWriting !== isWriting) this.#happened({ type: "wrote", ...now });
  }

  #happened(event: UpdateEvent): void {
    const [after, effects] = stepUpdate(this.#facts, event);
    this.#facts = after;
    this.#update.facts.set(after);
    this.#show(newsOf(after));
    for (const effect of effects) this.#run(effect);
    if (after.next !== undefined) this.#pollFields();
  }

  #show(news: UpdateNews | undefined): void {
    const shown = this.#update.news.current();
    if (news?.text !== shown?.text || news?.offer !== shown?.offer) this.#update.news.set(news);
  }

  #pollFields(): void {
    if (this.#isPolling) return;
    this.#isPolling = true;
    this.#ports.clock.after(FIELDS_MS, () => {
      this.#isPolling = false;
      this.#look();
      if (this.#facts.next !== undefined) this.#pollFields();
    });
  }

  #run(effect: UpdateEffect): void {
    const { clock } = this.#ports;
    switch (effect.type) {
      case "look":
        return void this.#find();
      case "take-over":
        tell(this.#registration?.waiting ?? null, "take-over");
        return void clock.after(OVERDUE_MS, () => this.#happened({ type: "overdue" }));
      case "reload":
        return void clock.after(SETTLE_MS, () => this.#reload(effect.build));
    }
  }

  #reload(build: string): void {
    this.#look();
    if (!isClean(this.#facts)) return this.#happened({ type: "held" });
    remember(sessionStorage, TRIED, build);
    location.reload();
  }

  #isOnline(): boolean {
    return this.#ports.client.connection.current().status === "online";
  }

  #now(): number {
    return this.#ports.clock.elapsed();
  }
}

const tell = (worker: ServiceWorker | null, message: PageMessage): void => worker?.postMessage(message);

/** As long as this page is open, no worker forgets its build. */
function holdBuild(build: string): void {
  if (build === "") return;
  void navigator.locks.request(shellName(build), { mode: "shared" }, () => new Promise(() => undefined));
}

/** A setting or a private window forbids it; trying again would not help. */
const isForbidden = (error: unknown): boolean =>
  error instanceof DOMException && ["SecurityError", "NotSupportedError"].includes(error.name);
