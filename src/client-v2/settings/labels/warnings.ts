import type { SegmentWarning } from '../../../common/segments';
import type { Translate } from '../../locale';
import type { Numbers } from '../../numbers';

const WARNING_MESSAGES: Record<SegmentWarning['code'], string> = {
  NOBODY: 'Nobody meets it now.',
  EVERYBODY: 'Everybody meets it: it tells nobody apart.',
  TOO_SMALL: 'Only {{size}} members. Fewer than {{smallest}} are hardly worth an action.',
  NEARLY_SAME: 'Nearly the same as "{{title}}": {{share}} of both together are in both.',
};

/** A warning of a preview in a sentence. */
export function warningText(warning: SegmentWarning, t: Translate, numbers: Numbers): string {
  const message = WARNING_MESSAGES[warning.code];
  if (warning.code === 'TOO_SMALL')
    return t(message, { size: numbers.count(warning.size), smallest: numbers.count(warning.smallest) });
  if (warning.code === 'NEARLY_SAME')
    return t(message, { title: warning.title, share: numbers.percent(warning.jaccard) });
  return t(message);
}
