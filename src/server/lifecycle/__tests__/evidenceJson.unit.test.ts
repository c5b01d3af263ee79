import type { Evidence } from '../../../common/conditions';
import { evidencePrinter } from '../evidenceJson';

const LEFT = { metric: 'posts', days: 30 } as unknown as Evidence['left'];
const evidence = (over: Partial<Evidence>): Evidence => ({
  ...{ path: 'core.enter.all[0]', left: LEFT, op: '>=', value: 3, threshold: 5, met: false },
  ...over,
});

test('evidence is written as JSON would be, for one member after the other', () => {
  const print = evidencePrinter();
  const lists: Evidence[][] = [
    [],
    [evidence({})],
    [evidence({ value: -0, threshold: [1, 2.5], met: true }), evidence({ path: 'a "quoted" path', value: null })],
    [evidence({ value: Infinity, threshold: null })],
    [evidence({ value: ['é', '"'], threshold: 'text', left: 'segment', op: 'in' })],
    [evidence({ value: 1e21 }), evidence({ left: { ...(LEFT as object), days: 7 } as unknown as Evidence['left'] })],
    [evidence({ value: true })],
  ];
  for (const list of lists) expect(print(list)).toBe(JSON.stringify(list));
});
