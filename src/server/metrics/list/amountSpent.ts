import { counting } from '../counting';

/** Sums of different currencies are added as they are. */
export const amountSpent = counting({
  key: 'amountSpent',
  titleEn: 'Amount spent',
  titleZh: '消费金额',
  unit: 'amount',
  column: 'amount',
  kinds: ['purchase'],
});
