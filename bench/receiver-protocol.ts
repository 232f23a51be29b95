/** What the benchmark and its receiver say to each other. */

/** How a webhook's receiver behaves. Without one it answers 200 at once. */
export type Behaviour =
  | { kind: "delay"; ms: number }
  /** Takes the request and never answers. */
  | { kind: "hang" }
  /** Answers 500 to the first so many attempts of every nth event. */
  | { kind: "fail"; everyNth: number; attempts: number };

export type ReceiverSetup = {
  /** Of the webhook with this index; it is the one that `/w/<index>` is the path of. */
  secrets: readonly string[];
  behaviours: ReadonlyMap<number, Behaviour>;
  /** Note when each request came. */
  journal: boolean;
};

export type ReceiverStats = {
  /** Requests. */
  received: number;
  /** Deliveries that were answered 2xx, by id. */
  distinct: number;
  /** Requests for a delivery that had been answered 2xx already. */
  repeated: number;
  /** Requests answered with an error, or not at all, as the setup demands. */
  refused: number;
  /** Signatures that were checked and hold. */
  verified: number;
  invalid: number;
  /** Machine time of the first and the last request; 0 before there is one. */
  firstAtMs: number;
  lastAtMs: number;
};

/** Three numbers for each request: the event's number, the webhook's index, the machine time. */
export type Journal = Float64Array;

export type ReceiverPorts = {
  /** Plain HTTP, many ports: as many origins, as if each were another machine. */
  plain: number[];
  /** Accepts connections and never says anything. */
  silent: number;
  /** Nothing listens there. */
  refusing: number;
  /** TLS with a certificate that is expired and for another name. */
  badCertificate: number;
};

export type ReceiverCommand =
  | { kind: "reset"; setup: ReceiverSetup }
  | { kind: "stats" }
  | { kind: "journal" }
  /** The ids that came more often than once after their success, and those answered 2xx. */
  | { kind: "ids" };

export type ReceiverIds = { answered: string[]; repeated: string[] };

export type ReceiverReply =
  | { kind: "listening"; ports: ReceiverPorts }
  | { kind: "reset" }
  | { kind: "stats"; stats: ReceiverStats }
  | { kind: "journal"; journal: Journal }
  | { kind: "ids"; ids: ReceiverIds };
