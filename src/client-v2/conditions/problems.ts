/** Something wrong with a condition, and where: e.g. `rules[2].enter.any[0].op`. */
export interface Problem {
  path: string;
  text: string;
}

/** Whether a path is the place itself or lies inside of it. */
export const isWithin = (path: string, place: string): boolean =>
  path === place || path.startsWith(`${place}.`) || path.startsWith(`${place}[`);

/** What is wrong at a place or inside of it. */
export const problemsWithin = (problems: readonly Problem[], place: string): Problem[] =>
  problems.filter(({ path }) => isWithin(path, place));

/** What is wrong with a group itself: not inside of any of the conditions that it is made of. */
export const problemsOf = (problems: readonly Problem[], place: string, children: readonly string[]): Problem[] =>
  problemsWithin(problems, place).filter(({ path }) => !children.some((child) => isWithin(path, child)));

interface Refusal {
  response?: { data?: { errors?: Array<{ code?: string; path?: string; message?: string }> } };
}

const PATH_AND_SENTENCE = /^([A-Za-z_][\w-]*(?:\.[\w-]+|\[\d+\])*)[:：]\s*([\s\S]+)$/;

/** The place that the server refused, from its error; null when it names none. */
export function refusedPlace(error: unknown): Problem | null {
  const told = ((error ?? {}) as Refusal).response?.data?.errors?.[0];
  if (!told?.message) return null;
  const match = PATH_AND_SENTENCE.exec(told.message);
  if (told.path) return { path: told.path, text: match && match[1] === told.path ? match[2] : told.message };
  return match ? { path: match[1], text: match[2] } : null;
}
