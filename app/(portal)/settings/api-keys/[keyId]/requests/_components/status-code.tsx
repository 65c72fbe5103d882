import { Badge, type Tone } from "@/components/ui/badge";

/** The status that was answered: done, refused, or a fault of ours. */
export function StatusCode({ status }: { status: number }) {
  const tone: Tone = status < 400 ? "good" : status < 500 ? "wait" : "bad";
  return (
    <Badge tone={tone} className="tabular-nums">
      {status}
    </Badge>
  );
}
