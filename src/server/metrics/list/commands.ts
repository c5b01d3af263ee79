import { counting } from '../counting';

export const commands = counting({
  key: 'commands',
  titleEn: 'Commands',
  titleZh: '命令数',
  column: 'count',
  kinds: ['command'],
});
