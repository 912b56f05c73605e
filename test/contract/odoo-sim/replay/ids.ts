/** Which record of the simulator stands for which recorded one, model by model, one to one. */
export class Ids {
  private readonly toSim = new Map<string, number>();
  private readonly toRecorded = new Map<string, number>();

  /** False when either of the two is already matched with another. */
  match(model: string, recorded: number, sim: number): boolean {
    const known = this.toSim.get(`${model}:${recorded}`);
    if (known !== undefined) return known === sim;
    if (this.toRecorded.has(`${model}:${sim}`)) return false;
    this.toSim.set(`${model}:${recorded}`, sim);
    this.toRecorded.set(`${model}:${sim}`, recorded);
    return true;
  }

  /** Ids that nobody matched stay as they are: most of them are meant to be missing. */
  sim(model: string, recorded: number): number {
    return this.toSim.get(`${model}:${recorded}`) ?? recorded;
  }

  /** Takes a pair back, as when the record was deleted. */
  forget(model: string, recorded: number): void {
    const sim = this.toSim.get(`${model}:${recorded}`);
    this.toSim.delete(`${model}:${recorded}`);
    if (sim !== undefined) this.toRecorded.delete(`${model}:${sim}`);
  }
}
