/** *In attesa*, *In corso*, *Completato*, *Fallito*, *Trattenuto*, *Saltato*. */
export const jobStates = ['waiting', 'running', 'completed', 'failed', 'held', 'skipped'] as const;

export type JobState = (typeof jobStates)[number];
