/** A promise to be fulfilled by hand: lets a test say in which order two things that run at once go on. */
export function signal(): { readonly given: Promise<void>; give(): void } {
  let resolve: () => void = () => undefined;
  const given = new Promise<void>((done) => {
    resolve = done;
  });
  return { given, give: () => resolve() };
}
