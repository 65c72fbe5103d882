import { scaleBand, scaleLinear } from "d3-scale";
import { useTranslations } from "next-intl";
import { Card, CardTitle } from "@/components/ui/card";
import { groupDigits } from "./money-text";
import { axisSteps, greatest, permilleOf } from "./permille";

/** Volume of one hour of the organisation's day; plain decimals. */
export type HourView = { readonly hour: number; readonly cashIn: string; readonly cashOut: string };

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
/** Pixels: room for the label of the highest line, the bars of both directions, the hours below. */
const TOP = 22;
const PLOT = 150;
const HEIGHT = TOP + PLOT + 28;

/**
 * The day by hour: cash-in up, cash-out down. Drawn on the server; positions across are percentages, so the picture fits every
 * width without script and without stretching its text. The table behind it says the same in words.
 */
export function VolumeChart({
  hours,
  cashIn,
  cashOut,
}: {
  hours: readonly HourView[];
  /** Totals of the day. */
  cashIn: string;
  cashOut: string;
}) {
  const t = useTranslations("money.chart");
  const byHour = new Map(hours.map((hour) => [hour.hour, hour]));
  const most = greatest(hours.flatMap((hour) => [hour.cashIn, hour.cashOut]));
  const steps = axisSteps(most);
  // Lines carry as many decimals as the amounts, so that both compare as integers; heights are thousandths of the greatest.
  const decimals = most.split(".")[1];
  const lines = steps.map((step) => ({ step, amount: decimals ? `${step}.${"0".repeat(decimals.length)}` : step }));
  const whole = greatest([most, ...lines.map((line) => line.amount)]);
  const share = (amount: string) => permilleOf(amount, whole);
  const upMost = share(greatest([...hours.map((hour) => hour.cashIn), ...lines.map((line) => line.amount)]));
  const downMost = Math.max(120, share(greatest(hours.map((hour) => hour.cashOut))));
  const scale = scaleLinear()
    .domain([0, upMost + downMost])
    .range([0, PLOT]);
  const base = TOP + scale(upMost);
  const across = scaleBand<number>().domain(HOURS).range([0, 100]).paddingInner(0.5).paddingOuter(0.9);
  const empty = most === "0" || !/[1-9]/.test(most);
  return (
    <Card className="flex flex-col gap-1">
      <CardTitle>{t("title")}</CardTitle>
      <svg
        role="img"
        aria-label={t("summary", { cashIn: groupDigits(cashIn), cashOut: groupDigits(cashOut) })}
        width="100%"
        height={HEIGHT}
        className="mt-1 block overflow-visible"
      >
        {lines.map(({ step, amount }) => {
          const y = base - scale(share(amount));
          return (
            <g key={step}>
              <line x1="0" x2="100%" y1={y} y2={y} className="stroke-line" />
              <text x="0" y={y - 6} className="fill-ink-3 text-xs">
                {groupDigits(step)}
              </text>
            </g>
          );
        })}
        <line x1="0" x2="100%" y1={base} y2={base} className="stroke-line" />
        {HOURS.map((hour) => {
          const volume = byHour.get(hour);
          const up = volume ? barHeight(scale(share(volume.cashIn)), volume.cashIn) : 0;
          const down = volume ? barHeight(scale(share(volume.cashOut)) - 2, volume.cashOut) : 0;
          const x = `${across(hour)}%`;
          const width = `${across.bandwidth()}%`;
          return (
            <g key={hour}>
              {up > 0 ? <rect x={x} width={width} y={base - up} height={up} rx="3" className="fill-accent" /> : null}
              {down > 0 ? (
                <rect x={x} width={width} y={base + 2} height={down} rx="3" className="fill-line-field" />
              ) : null}
              {hour % 3 === 0 ? (
                <text
                  x={`${(across(hour) ?? 0) + across.bandwidth() / 2}%`}
                  y={HEIGHT - 6}
                  textAnchor="middle"
                  className="fill-ink-3 text-xs"
                >
                  {String(hour).padStart(2, "0")}
                </text>
              ) : null}
            </g>
          );
        })}
        {empty ? (
          <text x="50%" y={base - 40} textAnchor="middle" className="fill-ink-3 text-s">
            {t("empty")}
          </text>
        ) : null}
      </svg>
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1 text-xs text-ink-3 tabular-nums">
        <Legend tone="bg-accent" label={t("cashIn")} amount={cashIn} />
        <Legend tone="bg-line-field" label={t("cashOut")} amount={cashOut} />
        {empty ? null : (
          <details className="group/table ml-auto open:ml-0 open:basis-full">
            <summary className="list-none text-ink-3 underline-offset-2 hover:text-ink hover:underline max-sm:py-2">
              {t("table")}
            </summary>
            <HourTable hours={hours} />
          </details>
        )}
      </div>
    </Card>
  );
}

/** Something that happened is never drawn as nothing. */
function barHeight(height: number, amount: string): number {
  return /[1-9]/.test(amount) ? Math.max(3, height) : 0;
}

function Legend({ tone, label, amount }: { tone: string; label: string; amount: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span aria-hidden="true" className={`size-2 rounded-[2px] ${tone}`} />
      {label} <b className="text-ink">{groupDigits(amount)}</b>
    </span>
  );
}

function HourTable({ hours }: { hours: readonly HourView[] }) {
  const t = useTranslations("money.chart");
  return (
    <table className="mt-2 w-full max-w-md text-s">
      <thead>
        <tr className="text-xs text-ink-3">
          <th scope="col" className="py-1 text-left font-medium">
            {t("hour")}
          </th>
          <th scope="col" className="py-1 text-right font-medium">
            {t("cashIn")}
          </th>
          <th scope="col" className="py-1 text-right font-medium">
            {t("cashOut")}
          </th>
        </tr>
      </thead>
      <tbody>
        {hours.map((hour) => (
          <tr key={hour.hour} className="border-t border-line text-ink">
            <th scope="row" className="py-1 text-left font-normal">
              {String(hour.hour).padStart(2, "0")}:00
            </th>
            <td className="py-1 text-right">{groupDigits(hour.cashIn)}</td>
            <td className="py-1 text-right">{groupDigits(hour.cashOut)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
