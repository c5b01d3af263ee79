import { counting } from '../counting';

export const amountSpent = counting({
  key: 'amountSpent',
  titleEn: 'Amount spent',
  titleZh: '消费金额',
  unit: 'amount',
  column: 'amount',
  kinds: () => ['purchase'],
  touchedBy: ['purchase'],
});
