import { DEFAULT_OPTIONS, withDefaults } from '../options';
import { firstGroups, heatmapParams, memberFilter } from '../query';
import { smallAnswer } from './fixtures';

const view = { page: 2, pageSize: 50, sort: 'displayName', search: '' };

describe('the request of a view', () => {
  test('asks for a page in an order, without a filter when there is none', () => {
    expect(heatmapParams(DEFAULT_OPTIONS, view)).toEqual({
      sort: 'displayName',
      page: 2,
      pageSize: 50,
      normalize: 'none',
    });
  });

  test('joins stages and search', () => {
    expect(memberFilter(['core'], ' ada ')).toEqual({
      $and: [{ stage: { $in: ['core'] } }, { displayName: { $includes: 'ada' } }],
    });
    expect(memberFilter([], 'ada')).toEqual({ displayName: { $includes: 'ada' } });
  });

  test('names the chosen groups', () => {
    const params = heatmapParams({ ...DEFAULT_OPTIONS, groups: [3, 1] }, view);
    expect(params.groups).toBe('3,1');
  });
});

test('settings saved by an older version are filled up', () => {
  expect(withDefaults({ colourBy: 'score', palette: undefined })).toEqual({ ...DEFAULT_OPTIONS, colourBy: 'score' });
});

test('the number of groups is limited to the busiest, which come first', () => {
  expect(firstGroups(smallAnswer(), 1).groups).toEqual([smallAnswer().groups[0]]);
  expect(firstGroups(smallAnswer(), 50)).toEqual(smallAnswer());
});
