/** A step that takes longer says so, and then again and again. */
const FIRST_BEAT_MS = 1_000;
const HEARTBEAT_MS = 10_000;

/** A sentence for the person at the terminal; the stack of it helps nobody. */
export class Problem extends Error {}

const seconds = (from) => `${((Date.now() - from) / 1000).toFixed(1)} s`;

/** Runs numbered steps, one line when a step begins to last and one when it is done, with its seconds. */
export class Steps {
  #count = 0;
  #total;

  constructor(total) {
    this.#total = total;
  }

  /**
   * @param {string} title what the step does
   * @param {(say: (note: string) => void) => Promise<unknown>} work its answer is printed as the outcome and returned; `say` changes what a
   *   heartbeat shows while it lasts
   */
  async run(title, work) {
    this.#count += 1;
    const label = `[${this.#count}/${this.#total}] ${title}`;
    const began = Date.now();
    let note = '';
    const beat = () => {
      console.log(`${label} … ${note ? `${note}, ` : ''}${seconds(began)}`);
      heartbeat = setTimeout(beat, HEARTBEAT_MS);
    };
    let heartbeat = setTimeout(beat, FIRST_BEAT_MS);
    try {
      const outcome = await work((text) => (note = text));
      console.log(`${label}: ${outcome ?? 'done'} (${seconds(began)})`);
      return outcome;
    } finally {
      clearTimeout(heartbeat);
    }
  }
}
