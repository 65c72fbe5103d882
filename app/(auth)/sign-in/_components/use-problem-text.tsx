import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Refusal } from "@/lib/kernel/action-result";
import { RetryClock } from "./retry-clock";

/** Which field a refusal stands next to; the same code says different things there. */
export type ProblemPlace = "phone" | "sms" | "authenticator" | "recovery";

/** The words for a refusal, at the place where it happened; a pause with its clock. */
export function useProblemText(): (refusal: Refusal, place: ProblemPlace) => ReactNode {
  const t = useTranslations("signIn");

  function paused(refusal: Refusal, problem: "smsLimit" | "tooMany"): ReactNode {
    const seconds = Number(refusal.details?.retryAfterSeconds ?? 60);
    return (
      <span>
        {t(`problem.${problem}`)} <RetryClock key={refusal.requestId} seconds={seconds} />
      </span>
    );
  }

  function wrong(refusal: Refusal, place: ProblemPlace): string {
    const left = Number(refusal.details?.attemptsLeft ?? 1);
    if (place === "recovery") return t("problem.recoveryWrong", { left });
    return place === "sms" ? t("problem.smsWrong", { left }) : t("problem.totpWrong", { left });
  }

  return (refusal, place) => {
    switch (refusal.code) {
      case "phone.malformed":
        return t("problem.phoneMalformed");
      case "request.invalid":
        return place === "recovery" ? t("problem.recoveryMalformed") : t("problem.malformed");
      case "sign-in.sms-limit":
        return paused(refusal, "smsLimit");
      case "sign-in.code-wrong":
        return wrong(refusal, place);
      case "sign-in.code-expired":
        return t("problem.smsExpired");
      case "sign-in.totp-replayed":
        return t("problem.totpReplayed");
      case "sign-in.too-many-attempts":
        return paused(refusal, "tooMany");
      case "sign-in.rejected":
        return t("problem.rejected");
      case "runtime.database-unavailable":
      case "runtime.busy":
        return t("problem.unavailable");
      default:
        return t("problem.internal", { requestId: refusal.requestId });
    }
  };
}
