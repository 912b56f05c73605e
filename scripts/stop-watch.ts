/** Answers, each time, the milliseconds since it was asked before. */
export function stopWatch(): () => number {
  let last = Date.now();
  return () => {
    const since = Date.now() - last;
    last += since;
    return since;
  };
}
