/**
 * Flags of Node for a worker's process. Its young garbage is collected in small steps: the default lets it grow by
 * 70 MB more, and is no faster.
 */
export const WORKER_FLAGS = ["--max-semi-space-size=16"];

/**
 * Settings of its connections. The engine's statements always go through an index: on a table that is still small the
 * planner would rather read it whole, and keep doing so from its cached plan when the table has grown. Each statement has
 * one best plan, and is planned once: left to itself the planner thinks that a plan for one lane is cheaper than the one
 * for any number, which it is not, and plans each reading anew.
 */
export const WORKER_SERVER_OPTIONS =
  "-c enable_seqscan=off -c random_page_cost=1.1 -c jit=off -c plan_cache_mode=force_generic_plan";
