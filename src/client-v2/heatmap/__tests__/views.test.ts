import { arrange, groupOrder, memberOrder } from '../arrange';
import { csvField, longCsv, wideCsv } from '../exports/csv';
import { wholeLayout } from '../exports/png';
import { FilterTarget } from '../filters/filterTarget';
import { toMatrix } from '../matrix';
import { rectangleOf, selectedIn } from '../selection/rectangle';
import { smallAnswer } from './fixtures';

const matrixOf = (answer = smallAnswer()) => toMatrix(answer, 'level', 'none');

describe('orders', () => {
  test.each([
    ['title', [3, 2, 1]],
    ['memberCount', [1, 2, 3]],
    ['posts', [1, 2, 3]],
    ['score', [2, 1, 3]],
    ['lastActive', [1, 2, 3]],
  ] as const)('of the groups by %s', (sort, ids) => {
    const answer = smallAnswer();
    // together the members score more in Design
    answer.cells.score = [20, 80, 10];
    const order = groupOrder(answer, sort, 'en');
    expect(arrange(answer, null, order).groups.map(({ id }) => id)).toEqual(ids);
  });

  test('of the members by the number of their groups', () => {
    const answer = arrange(smallAnswer(), [1, 0], null);
    expect(answer.members.map(({ name }) => name)).toEqual(['Bo', 'Ada']);
    expect(arrange(answer, memberOrder(answer, 'groups'), null).members.map(({ name }) => name)).toEqual(['Ada', 'Bo']);
    expect(memberOrder(answer, 'displayName')).toBeNull();
  });

  test('carry the cells along', () => {
    const answer = smallAnswer();
    const turned = arrange(answer, [1, 0], [2, 1, 0]);
    expect(turned.members.map(({ name }) => name)).toEqual(['Bo', 'Ada']);
    expect(Array.from(turned.cells.member)).toEqual([1, 1, 0]);
    expect(Array.from(turned.cells.group)).toEqual([2, 1, 2]);
    expect(arrange(answer, null, groupOrder(answer, 'busiest'))).toBe(answer);
  });
});

describe('a rectangle', () => {
  test('holds the members with a cell in it, whichever corner came first', () => {
    const answer = smallAnswer();
    const rect = rectangleOf({ row: 1, column: 2 }, { row: 0, column: 1 });
    expect(rect).toEqual({ top: 0, left: 1, bottom: 1, right: 2 });
    expect(selectedIn(answer, matrixOf(), rect)).toEqual({ members: [11], groups: 2, cells: 1 });
  });
});

describe('files', () => {
  test.each([
    ['plain', 'plain'],
    ['=SUM(A1)', "'=SUM(A1)"],
    ['+1', "'+1"],
    ['-x', "'-x"],
    ['@cmd', "'@cmd"],
    ['a,"b"', '"a,""b"""'],
    ['=a,b', '"\'=a,b"'],
    [-3, '-3'],
    [null, ''],
  ])('a field %j is written %j', (value, text) => expect(csvField(value)).toBe(text));

  test('one line a cell', () => {
    const lines = longCsv(smallAnswer(), matrixOf()).split('\r\n');
    expect(lines[0]).toMatch(/^\uFEFFmemberId,member/);
    expect(lines.slice(1)).toEqual([
      '11,Ada,core,,1,General,80,high,120,2026-01-02T12:00Z',
      '11,Ada,core,,2,Design,20,low,8,2026-01-01T12:00Z',
      '12,Bo,at_risk,,1,General,10,none,1,',
      '',
    ]);
  });

  test('one column a group', () => {
    expect(wideCsv(smallAnswer(), matrixOf(), 'posts').split('\r\n')).toEqual([
      '\uFEFFmemberId,member,General,Design,3',
      '11,Ada,120,8,',
      '12,Bo,1,,',
      '',
    ]);
  });

  test('a picture of the largest matrix fits a canvas', () => {
    const { layout, view } = wholeLayout(5000, 200, 'comfortable');
    expect(view.height).toBeLessThanOrEqual(16_000);
    expect(view.width * view.height).toBeLessThanOrEqual(110_000_000);
    expect(layout.cellHeight).toBeGreaterThan(1);
    expect(wholeLayout(10, 10, 'comfortable').layout.cellWidth).toBeCloseTo(26);
  });
});

describe('what the host’s filter blocks hand over', () => {
  test('is joined, taken back, and told when it is complete', async () => {
    const onChange = jest.fn();
    const target = new FilterTarget(onChange);
    target.addFilterGroup('a', { toJSON: () => ({ stage: { $in: ['core'] } }) });
    target.addFilterGroup('b', { isBot: { $isFalsy: true } });
    expect(onChange).not.toHaveBeenCalled();
    await target.refresh();
    expect(onChange).toHaveBeenCalledTimes(1);
    expect(target.getFilter()).toEqual({ $and: [{ stage: { $in: ['core'] } }, { isBot: { $isFalsy: true } }] });
    target.removeFilterGroup('a');
    expect(target.getFilter()).toEqual({ isBot: { $isFalsy: true } });
    target.removeFilterGroup('b');
    expect(target.getFilter()).toEqual({});
  });
});
