/**
 * Flags of Node for a worker's process. Its young garbage is collected in small steps: the default lets it grow by
 * 70 MB more, and is no faster.
 */
export const WORKER_FLAGS = ["--max-semi-space-size=16"];
