// Whether a text calls an architectural pattern by a name: one of those in the books, or a name of its own. "A modern, clean
// architecture" is no name.

/** As people look them up. */
const KNOWN =
  /\b(?:event[- ](?:sourc\w+|driven|carried|bus|loop|stream\w*|log)|CQRS|saga|content[- ]address\w+|reconciliation|anti-entropy|merkle\w*|outbox|inbox|BFF|backend[- ]for[- ]frontend|micro-?services?|microkernel|monolith\w*|modular monolith|hexagonal|ports[- ]and[- ]adapters|clean architecture|onion|layered|n-tier|three-tier|MV[CPUVI]\w*|model[- ]view|flux|redux|elm|actor model|actors?|pub(?:lish)?[-/ ]?sub(?:scribe)?|publish[- ]subscribe|observer|mediator|broker|message (?:queue|bus|broker)|request[-/ ](?:reply|response)|client[- ]server|peer[- ]to[- ]peer|p2p|local[- ]first|offline[- ]first|CRDTs?|operational transformation|leader[- ]follower|primary[- ]replica|master[- ]slave|write[- ]ahead log|WAL|append[- ]only log|log[- ]structured|LSM|pipes?[- ]and[- ]filters?|pipeline|map[- ]?reduce|scatter[- ]gather|fan[- ](?:out|in)|work(?:er)? (?:pool|queue)|thread pool|producer[-/ ]consumer|circuit[- ]breaker|bulkhead|retry|back[- ]?pressure|throttl\w+|rate limit\w*|sidecar|ambassador|service mesh|api gateway|gateway|facade|adapter|proxy|reverse proxy|decorator|strategy|factory|builder|singleton|repository|unit of work|dependency injection|inversion of control|plug-?in|middleware|interceptor|chain of responsibility|command|visitor|state machine|finite[- ]state|statechart|blackboard|rule engine|strangler(?: fig)?|anti-corruption layer|blue[- ]green|canary|feature flags?|read[- ]through|write[- ]through|write[- ]behind|cache[- ]aside|materiali[sz]ed view|lambda architecture|kappa|data mesh|star schema|serverless|lambda|function[- ]as|polling|webhooks?|long polling|server[- ]sent events|streaming|batch(?:ing)?|idempoten\w+|functional core|imperative shell|pure core|dataflow|reactive|coordinator|scheduler|supervisor|let it crash|copy[- ]on[- ]write|shadow|two[- ]phase|consensus|raft|paxos|gossip|sharding|partition\w+|federation|multi-tenan\w+|island|SPA|SSR|JAMstack|REST(?:ful)?|GraphQL|RPC|gRPC|ECS|entity[- ]component|domain[- ]driven|DDD|SOA|ETL|ELT|RAG|agentic?|wrapper|registry|shim|bridge|handle[- ]body|object pool|flyweight|double[- ]buffer\w*|ring buffer|snapshot\w*|memento|lease|lock|mutex|optimistic \w+|pessimistic \w+|lazy|eager|hybrid)\b/i;

/** "The … pattern", with something before it that is more than praise. */
const SHAPED =
  /\b([\p{L}\p{N}][\p{L}\p{N}'’/-]*(?:[ -][\p{L}\p{N}/-]+){0,3})[ -](?:pattern|architecture|architectural style|style|topology|paradigm)\b/giu;
const PRAISE =
  /^(?:(?:the|an?|our|this|that|its|some|any|no|new|old|same|usual|common|standard|typical|well[- ]\w+|proven|modern|clean|simple|good|better|best|nice|solid|robust|flexible|scalable|suitable|appropriate|right|proper|existing|current|overall|general|known|certain|design|architectural|architecture|software|system|and|or|of|uses?|follows?|with|is|are|we|use|follow|will|adopt|apply|established|industry|reasonable|sensible|maintainable|extensible|lightweight|efficient|state-of-the-art|popular|familiar|chosen|following)(?:[ ,-]+|$))+$/i;

/** A proper name: in marks, or two words with capitals in the middle of a sentence. */
const MARKED =
  /\*\*[^*\n]{4,}\*\*|__[^_\n]{4,}__|`[^`\n]{3,}`|\[[^\]\n]{3,}\]\(|["“][^"”\n]{3,}["”]|(?<=[\p{Ll},;:(] )\p{Lu}[\p{L}\p{N}-]+(?: (?:and |of |for )?\p{Lu}[\p{L}\p{N}-]+)+/u;

/** `markdown` with its marks, because a name in bold is a name. */
export const namesPattern = (markdown: string): boolean =>
  KNOWN.test(markdown) ||
  MARKED.test(markdown) ||
  [...markdown.matchAll(SHAPED)].some(([, name = ""]) => !PRAISE.test(name));
