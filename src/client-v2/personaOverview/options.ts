/** A block's settings as they are saved with it. */
export interface PersonaOptions {
  showTreatment: boolean;
  showTrend: boolean;
  /** Personas that nobody is of at the moment. */
  showEmpty: boolean;
}

export const DEFAULT_OPTIONS: PersonaOptions = { showTreatment: true, showTrend: true, showEmpty: true };

/** Fills what saved settings leave out, e.g. because they were saved by an older version. */
export function withDefaults(saved: Partial<PersonaOptions> | undefined): PersonaOptions {
  const given = Object.entries(saved ?? {}).filter(([, value]) => value !== undefined && value !== null);
  return { ...DEFAULT_OPTIONS, ...(Object.fromEntries(given) as Partial<PersonaOptions>) };
}
