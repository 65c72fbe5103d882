"use client";

import type { ComponentProps } from "react";
import { PageFailed } from "./(portal)/_components/page-failed";

/** Where even the frame of the portal could not be read. */
export default function FrameFailed(props: ComponentProps<typeof PageFailed>) {
  return (
    <main className="mx-auto flex max-w-2xl flex-col gap-3.5 p-4 pt-[10vh]">
      <PageFailed {...props} />
    </main>
  );
}
