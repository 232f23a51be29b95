/** What an administrator is made as. Roles of other shapes are made over REST. */
export const ACCESS_LEVELS = ["owner", "manager", "viewer"] as const;
export type AccessLevel = (typeof ACCESS_LEVELS)[number];

export const INVITATION_HOURS = 72;
/** Far more than a programme has; both lists end there. */
export const ADMINISTRATORS_SHOWN_MAX = 500;
