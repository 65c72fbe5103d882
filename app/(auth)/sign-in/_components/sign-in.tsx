"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { AuthShell } from "@/components/layout/auth-shell";
import { Callout } from "@/components/ui/callout";
import type { SignInView } from "@/lib/http/sign-in";
import type { Refusal } from "@/lib/kernel/action-result";
import { AuthenticatorStep } from "./authenticator-step";
import { EnrolmentStep } from "./enrolment-step";
import { PhoneStep } from "./phone-step";
import { RecoveryCodesStep } from "./recovery-codes-step";
import { SmsStep } from "./sms-step";
import { StepTitle } from "./step-title";
import { useProblemText } from "./use-problem-text";

/**
 * Everything after the phone step is one history entry, so that the browser's Back leads to the phone. It is told by the address: state of
 * one's own in the entry does not survive the router, which writes its own after each action.
 */
const LATER = "#code";

/**
 * Sign-in, step by step, without a page load in between. `initial` is where this browser stands according to its cookie; `next` is where to
 * go when it is done, a path that the server has checked; `known` the phone that is filled in, of an invitation; `suspended` the distributor
 * whose suspension has stopped the session that was here.
 */
export function SignIn({
  initial,
  next,
  known,
  ended,
  suspended,
  trial,
}: {
  initial: SignInView;
  next: string;
  known: string;
  ended: boolean;
  suspended: { readonly name: string; readonly reason: string | null } | null;
  trial: boolean;
}) {
  const t = useTranslations("signIn");
  const problemText = useProblemText();
  const [view, setView] = useState(initial);
  const [phone, setPhone] = useState(initial.step === "sms" ? initial.phone : known);
  const [refused, setRefused] = useState<Refusal | null>(null);
  const furthest = useRef(initial);
  const pushed = useRef(false);

  useEffect(() => {
    const follow = () => setView(window.location.hash === LATER ? furthest.current : { step: "phone" });
    window.addEventListener("popstate", follow);
    return () => window.removeEventListener("popstate", follow);
  }, []);

  function goTo(to: SignInView) {
    furthest.current = to;
    setRefused(null);
    setView(to);
    if (window.location.hash === LATER) return;
    pushed.current = true;
    window.history.pushState(null, "", LATER);
  }

  function startOver(why: Refusal | null = null) {
    setRefused(why);
    // Going back leads to the phone step; after a reload it would load this page once more, at this very step.
    if (pushed.current && window.location.hash === LATER) window.history.back();
    else setView({ step: "phone" });
  }

  const done = () => window.location.replace(`/sign-in/enter?${new URLSearchParams({ next })}`);
  const frame = (n: number, key: "phone" | "sms" | "authenticator" | "enrolment" | "codes", text?: ReactNode) => ({
    title: <StepTitle n={n} title={t(`${key}.title`)} />,
    description: text ?? (key === "sms" ? null : t(`${key}.description`)),
    trial,
  });

  switch (view.step) {
    case "phone":
      return (
        <AuthShell {...frame(1, "phone")}>
          {refused ? <Callout tone="bad">{problemText(refused, "phone")}</Callout> : null}
          {suspended && !refused ? (
            <Callout tone="wait" title={t("suspended.title", { name: suspended.name })}>
              {suspended.reason ? t("suspended.reason", { reason: suspended.reason }) : null} {t("suspended.text")}
            </Callout>
          ) : null}
          {ended && !suspended && !refused ? <Callout tone="wait">{t("ended")}</Callout> : null}
          <PhoneStep phone={phone} onPhone={setPhone} onDone={goTo} />
          {trial ? <TrialNote /> : null}
        </AuthShell>
      );
    case "sms":
      return (
        <AuthShell {...frame(2, "sms", t("sms.description", { phone: view.phone }))}>
          <SmsStep view={view} onDone={goTo} onResent={goTo} onOther={() => startOver()} />
        </AuthShell>
      );
    case "authenticator":
      return <AuthenticatorStep trial={trial} onDone={done} onNew={goTo} onStartOver={startOver} />;
    case "enrolment":
      return (
        <AuthShell {...frame(3, "enrolment")}>
          <EnrolmentStep offer={view.offer} onDone={goTo} onStartOver={startOver} />
        </AuthShell>
      );
    case "recovery-codes":
      return (
        <AuthShell {...frame(3, "codes")}>
          <RecoveryCodesStep codes={view.codes} onDone={done} onStartOver={startOver} />
        </AuthShell>
      );
  }
}

function TrialNote() {
  const t = useTranslations("signIn");
  return (
    <p className="rounded-control bg-sunken px-3 py-2.25 text-xs text-ink-2">
      {t.rich("trial", {
        link: (text) => (
          <a
            href="/trial"
            target="_blank"
            rel="noreferrer"
            className="font-medium text-accent underline underline-offset-2"
          >
            {text}
          </a>
        ),
      })}
    </p>
  );
}
