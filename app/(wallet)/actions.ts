"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { answer } from "@/lib/http/action";
import { answerByLink } from "@/lib/http/consent";

/** A customer answers by the link of their SMS, and sees what came of it on the same page: a form's action with `token` and `answer`. */
export async function answerAsked(form: FormData): Promise<void> {
  const token = z.string().max(64).catch("").parse(form.get("token"));
  const said = z.enum(["given", "refused"]).safeParse(form.get("answer"));
  const result = await answer(async (peer) => (said.success ? answerByLink(peer, token, said.data) : null));
  const failed = !result.ok && result.error.code !== "operations.not-found";
  redirect(`/consent/${encodeURIComponent(token)}${failed ? "?failed" : ""}`);
}
