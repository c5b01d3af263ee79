import { fill } from '../validation';

/** Every way in which the node fails, as one sentence. */
export const CLASSIFY_MESSAGES = {
  CLASSIFY_TIMEOUT: 'Scoring and classifying did not come to its end within {{minutes}} minutes.',
  CLASSIFY_FAILED: 'Scoring and classifying failed. {{reason}}',
  REFRESH_TIMEOUT: 'The segment was not refreshed within {{minutes}} minutes.',
  REFRESH_FAILED: 'The segment could not be refreshed. {{reason}}',
  CLASSIFY_OPTIONS: 'The options of the node are not allowed. {{reason}}',
} as const;

export class ClassifyError extends Error {
  constructor(
    readonly code: keyof typeof CLASSIFY_MESSAGES,
    values: Record<string, unknown> = {},
  ) {
    super(fill(CLASSIFY_MESSAGES[code], values));
    this.name = 'ClassifyError';
  }
}
