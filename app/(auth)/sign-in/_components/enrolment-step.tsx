import { useTranslations } from "next-intl";
import { CopyId } from "@/components/ui/copy-id";
import type { SignInView } from "@/lib/http/sign-in";
import type { Refusal } from "@/lib/kernel/action-result";
import { confirmAuthenticator } from "../../actions";
import { CodeField } from "./code-field";
import { StepForm } from "./step-form";
import { useProblemText } from "./use-problem-text";
import { useSubmit } from "./use-submit";

type Offer = Extract<SignInView, { step: "enrolment" }>["offer"];

/** First sign-in: sets up the authenticator, by camera, by a link on this very phone, or by hand, and proves it with its first code. */
export function EnrolmentStep({
  offer,
  onDone,
  onStartOver,
}: {
  offer: Offer;
  onDone: (view: SignInView) => void;
  onStartOver: (why?: Refusal) => void;
}) {
  const t = useTranslations("signIn");
  const problemText = useProblemText();
  const step = useSubmit("code", async (code) => {
    const result = await confirmAuthenticator({ code });
    if (result.ok) onDone(result.value);
    else if (result.error.code === "sign-in.rejected") onStartOver(result.error);
    else return problemText(result.error, "authenticator");
    return null;
  });
  return (
    <StepForm step={step}>
      <p className="text-s text-ink-2">{t("enrolment.scan")}</p>
      <div className="flex flex-col items-center gap-3">
        <QrImage qr={offer.qr} label={t("enrolment.qr")} />
        <a href={offer.uri} className="text-s font-medium text-accent underline underline-offset-2 sm:hidden">
          {t("enrolment.open")}
        </a>
      </div>
      <div className="rounded-control bg-sunken px-3 py-2.25 text-s text-ink-2">
        <p>{t("enrolment.manual")}</p>
        <p className="mt-0.5">
          <CopyId value={offer.secret} shown={offer.secret.match(/.{1,4}/g)?.join(" ") ?? offer.secret} />
        </p>
      </div>
      <CodeField label={t("authenticator.label")} hint={t("enrolment.enter")} problem={step.problem} />
    </StepForm>
  );
}

/** Black on white in both themes: cameras want it so. */
function QrImage({ qr, label }: { qr: Offer["qr"]; label: string }) {
  const quiet = 4;
  const size = qr.size + 2 * quiet;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`${-quiet} ${-quiet} ${size} ${size}`}
      shapeRendering="crispEdges"
      className="size-52 rounded-control border border-line"
    >
      <rect x={-quiet} y={-quiet} width={size} height={size} fill="#fff" />
      <path d={qr.path} fill="#000" />
    </svg>
  );
}
