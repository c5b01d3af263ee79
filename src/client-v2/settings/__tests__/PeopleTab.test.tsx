import { fireEvent, screen, waitFor } from '@testing-library/react';
import React from 'react';
import { renderInHost, serverError } from '../../__tests__/support';
import { PeopleTab } from '../people/PeopleTab';

const member = (id: number, name: string) => ({ id, name, accounts: [`telegram @${name}`], lastActiveAt: null });
const suggestion = { members: [member(7, 'ada'), member(9, 'ada2')], reason: 'username', value: 'ada' };
const standing = {
  id: 4,
  state: 'merged',
  keptId: 1,
  absorbedId: 2,
  keptName: 'Grace',
  absorbedName: 'Grace H.',
  mergedAt: '2026-01-01T00:00:00.000Z',
  separatedAt: null,
  by: 'Root',
};
const base = {
  'communityMerges:suggestions': [suggestion],
  'communityMerges:list': [standing],
  'communityMembers:list': [],
};

describe('the people tab', () => {
  test('merges a suggested pair, the first kept unless the two are swapped', async () => {
    const { host } = renderInHost(<PeopleTab />, { ...base, 'communityMerges:merge': { id: 5 } });
    fireEvent.click(await screen.findByLabelText('Keep the other one'));
    fireEvent.click(screen.getAllByRole('button', { name: 'Merge' })[0]);
    expect(await screen.findByText('Are these one person?')).toBeTruthy();
    fireEvent.click(document.querySelector('.ant-popover .ant-btn-primary') as Element);
    await waitFor(() => expect(host.sent.some(({ url }) => url === 'communityMerges:merge')).toBe(true));
    expect(host.sent.find(({ url }) => url === 'communityMerges:merge')?.data).toEqual({ kept: 9, absorbed: 7 });
  });

  test('remembers that two are two people', async () => {
    const { host } = renderInHost(<PeopleTab />, { ...base, 'communityMerges:dismiss': {} });
    fireEvent.click(await screen.findByRole('button', { name: 'Two people' }));
    await waitFor(() => expect(host.sent.some(({ url }) => url === 'communityMerges:dismiss')).toBe(true));
    expect(host.sent.find(({ url }) => url === 'communityMerges:dismiss')?.data).toEqual({ a: 7, b: 9 });
  });

  test('undoes a merge and says why it cannot', async () => {
    renderInHost(<PeopleTab />, {
      ...base,
      'communityMerges:separate': serverError(404, 'Member 1 was merged again.'),
    });
    fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Undo the merge' }));
    expect(await screen.findByText('Member 1 was merged again.')).toBeTruthy();
  });

  test('says so when nobody looks alike and nobody was merged', async () => {
    renderInHost(<PeopleTab />, { ...base, 'communityMerges:suggestions': [], 'communityMerges:list': [] });
    expect(await screen.findByText('Nobody looks like somebody else.')).toBeTruthy();
    expect(screen.getByText('Nobody has been merged.')).toBeTruthy();
  });
});
