/** The anchor of a heading: "400: the request is wrong" is `400-the-request-is-wrong`. */
export function slugOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
