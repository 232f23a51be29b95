/** What errors of the server mean in a webhook's form. */
export const WEBHOOK_PROBLEMS = {
  forbidden: "Your role does not allow changing webhooks of this store any more.",
  not_found: "The webhook has been deleted meanwhile, or you have switched to another store.",
};
