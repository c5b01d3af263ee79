import { DEFAULT_RFM, RFM_LIMITS, RFM_MONETARY, type RfmMonetary, type RfmSettings } from '../../common/rfm';
import type { Settings } from '../configuration';

/** Where the settings keep the limits of tiers, and what quintiles were computed by. */
const RFM = 'rfm';
const COMPUTED = 'rfmComputed';

/** Anything that is not allowed counts as never set. */
export async function readRfmSettings(settings: Pick<Settings, 'recall'>): Promise<RfmSettings> {
  const kept = ((await settings.recall(RFM)) ?? {}) as Partial<Record<keyof RfmSettings, unknown>>;
  const read = { ...DEFAULT_RFM };
  for (const name of Object.keys(RFM_LIMITS) as Array<keyof typeof RFM_LIMITS>) {
    const value = kept[name];
    if (typeof value === 'number' && value >= RFM_LIMITS[name].least && value <= RFM_LIMITS[name].most)
      read[name] = value;
  }
  if (RFM_MONETARY.includes(kept.monetary as RfmMonetary)) read.monetary = kept.monetary as RfmMonetary;
  return read;
}

export const writeRfmSettings = (settings: Pick<Settings, 'remember'>, values: RfmSettings): Promise<void> =>
  settings.remember(RFM, values);

/** How quintiles were computed the last time. */
export interface RfmComputed {
  /** Milliseconds. */
  at: number;
  /** Community day, days since 1970. */
  day: number;
  monetary: 'purchases' | 'contribution';
  /** What they were computed by. */
  print: string;
}

export async function readRfmComputed(settings: Pick<Settings, 'recall'>): Promise<RfmComputed | null> {
  return ((await settings.recall(COMPUTED)) as RfmComputed | null | undefined) ?? null;
}

export const rememberRfmComputed = (settings: Pick<Settings, 'remember'>, computed: RfmComputed): Promise<void> =>
  settings.remember(COMPUTED, computed);
