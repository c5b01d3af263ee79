import { DEFAULT_OPTIONS, withDefaults } from '../options';
import { heatmapParams, memberFilter, NO_FILTERS } from '../query';

const view = { page: 2, pageSize: 50, sort: 'displayName', ...NO_FILTERS };

describe('the request of a view', () => {
  test('asks for a page in an order, without a filter when there is none', () => {
    expect(heatmapParams(DEFAULT_OPTIONS, view)).toEqual({
      format: 'compact',
      sort: 'displayName',
      page: 2,
      pageSize: 50,
      groupLimit: 50,
    });
  });

  test('who is loaded does not depend on an order that is made of what is loaded', () => {
    for (const sort of ['similarity', 'groups'])
      expect(heatmapParams(DEFAULT_OPTIONS, { ...view, sort }).sort).toBe('-engagementScore');
  });

  test('joins what the operator, connected blocks and the reader ask for', () => {
    const options = { stages: ['core'], filter: { isBot: false } };
    const narrowed = { ...view, search: ' ada ', stages: ['new'], personas: ['silent'], tags: [3], filter: { id: 7 } };
    expect(memberFilter(options, narrowed, { languageCode: 'de' })).toEqual({
      $and: [
        { isBot: false },
        { languageCode: 'de' },
        { stage: { $in: ['core'] } },
        { stage: { $in: ['new'] } },
        { persona: { $in: ['silent'] } },
        { tags: { id: { $in: [3] } } },
        { id: 7 },
        { displayName: { $includes: 'ada' } },
      ],
    });
    expect(memberFilter(DEFAULT_OPTIONS, { ...view, search: 'ada' })).toEqual({ displayName: { $includes: 'ada' } });
    expect(memberFilter(DEFAULT_OPTIONS, view)).toBeNull();
  });

  test('names the chosen groups', () => {
    const params = heatmapParams({ ...DEFAULT_OPTIONS, groups: [3, 1] }, view);
    expect(params).toMatchObject({ groups: '3,1' });
    expect(params).not.toHaveProperty('groupLimit');
  });
});

test('settings saved by an older version are filled up', () => {
  expect(withDefaults({ colourBy: 'score', palette: undefined })).toEqual({ ...DEFAULT_OPTIONS, colourBy: 'score' });
});
