import { MAPPING_MESSAGES, type MappingCode } from '../../../common/mappingMessages';
import { fill, type ErrorValues } from '../sentences';

/** A mapping that cannot be used as it is. */
export class MappingError extends Error {
  constructor(
    readonly code: MappingCode,
    readonly values: ErrorValues = {},
  ) {
    super(fill(MAPPING_MESSAGES[code], values));
    this.name = 'MappingError';
  }
}
