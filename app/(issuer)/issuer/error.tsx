"use client";

import { PageFailed } from "@/app/(portal)/_components/page-failed";

export default PageFailed;
