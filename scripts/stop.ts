/**
 * Calls `stop` once when this program is to end: on Ctrl-C, TERM, a closed terminal, or when the process that started it
 * is gone. The program then ends with `status`, 0 unless told, or with 1 if stopping failed.
 * Answers whether that has begun.
 */
export function stopOnSignal(stop: () => Promise<void>, status = 0): () => boolean {
  let stopping = false;
  const once = () => {
    if (stopping) return;
    stopping = true;
    stop().then(
      () => process.exit(status),
      (error: unknown) => {
        console.error(String(error));
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, once);
  process.on('disconnect', once);
  return () => stopping;
}
