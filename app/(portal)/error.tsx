"use client";

import { PageFailed } from "./_components/page-failed";

export default PageFailed;
