"use server";

import { z } from "zod";
import { action } from "@/lib/http/action";
import { shownId } from "@/lib/http/shown-id";
import { markNoticesRead } from "@/lib/notifications";
import { readAllNotices } from "@/lib/operations";

const AT_MOST = 100;

/** Marks notices of these operations as read, for oneself. */
export const markRead = action({
  input: z.strictObject({ operations: z.array(shownId("operation")).min(1).max(AT_MOST) }),
  verb: async (ctx, { operations }) => {
    await markNoticesRead(ctx, { operations, all: false });
    return null;
  },
});

/** Marks all notices as read that there are now, for oneself. */
export const markAllRead = action({
  input: z.strictObject({}),
  verb: async (ctx) => {
    await readAllNotices(ctx);
    return null;
  },
});
