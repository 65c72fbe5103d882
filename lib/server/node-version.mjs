const NEEDED = [20, 19];

/**
 * Ends the process with one clear line where Node is too old for what comes next. Written, like start.mjs and
 * test-run.mjs which call it first, so that an old Node can still read it.
 */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [neededMajor = 0, neededMinor = 0] = NEEDED;
  if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) return;
  process.stderr.write(
    `This needs Node ${NEEDED.join(".")} or newer; here is ${process.versions.node}. See https://nodejs.org\n`,
  );
  process.exit(1);
}
