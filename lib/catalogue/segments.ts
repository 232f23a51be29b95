import { z } from "zod";
import { defineEvent } from "./define-event.ts";
import { REGULARS_SEGMENT } from "./example-programme.ts";
import { integer, text, uuid } from "./shapes.ts";

export const segmentMembershipDropped = defineEvent({
  name: "SegmentMembershipDropped",
  category: "segments",
  title: "Segment has lost members",
  description:
    "A segment holds fewer members than before. The event gives both counts, so that an unexpected drop is noticed.",
  triggers: ["A segment is recalculated and has fewer members than at the recalculation before."],
  dataSchema: z.looseObject({
    segment: z
      .looseObject({
        segmentId: uuid.optional(),
        segmentName: text.optional(),
        previousCount: integer.optional(),
        newCount: integer.optional(),
      })
      .optional(),
  }),
  example: { segment: { ...REGULARS_SEGMENT, previousCount: 1842, newCount: 1209 } },
  legacy: null,
});
