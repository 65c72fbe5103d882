import type { Metadata } from "next";
import Link from "next/link";
import { ThemeSwitch } from "@/components/layout/theme-switch";
import { ClockProvider } from "@/components/ui/clock";
import { Overlays } from "./_components/overlays";
import { NOW, shell } from "./_components/samples";
import { Specimens } from "./_components/specimens";

export const metadata: Metadata = { title: "Design" };

/** All primitives with their states, light and dark, and the composed screens. Its texts are samples, so they are in no message file. */
export default function DesignPage() {
  return (
    <ClockProvider zone={shell.zone} zoneLabel={shell.zoneLabel} now={NOW}>
      <main className="mx-auto flex max-w-[1440px] flex-col gap-6 p-5 sm:p-7">
        <div className="flex flex-wrap items-center gap-x-8 gap-y-4">
          <h1 className="text-2xl font-semibold tracking-[-0.02em]">Design</h1>
          <nav aria-label="Screens" className="flex gap-4 text-s text-accent underline underline-offset-2">
            <Link href="/design/home">Home</Link>
            <Link href="/design/approvals">Approvals</Link>
            <Link href="/design/approvals?open=1">Approvals, opened</Link>
            <Link href="/design/operation">Operation</Link>
          </nav>
          <div className="ml-auto w-72 max-sm:ml-0">
            <ThemeSwitch />
          </div>
        </div>
        <Overlays />
        <div className="grid overflow-hidden rounded-card border border-line xl:grid-cols-2">
          <Specimens theme="light" />
          <Specimens theme="dark" />
        </div>
      </main>
    </ClockProvider>
  );
}
