import packageJson from "../../package.json" with { type: "json" };

export const VERSION: string = packageJson.version;

/** Sent with each delivery. */
export const USER_AGENT = `Pointhook/${VERSION}`;
