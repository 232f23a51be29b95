/** An event that an action published. */
export type ToldEvent = {
  eventId: string;
  eventName: string;
  /** To how many webhooks it goes. */
  deliveries: number;
};

/** What an action of the console answers: what the verb said, and what it published. */
export type Told<T> = {
  result: T;
  events: ToldEvent[];
  /** The reader may open events. */
  mayOpen: boolean;
};
