import { parseZone, UnknownZoneError, type Zone } from '../zone';
import { ImportError } from './importError';

/** @throws ImportError UNKNOWN_TIME_ZONE */
export function zoneOf(name: string): Zone {
  try {
    return parseZone(name);
  } catch (error) {
    if (error instanceof UnknownZoneError) throw new ImportError('UNKNOWN_TIME_ZONE', { zone: name });
    throw error;
  }
}
