import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import React from 'react';
import { renderInHost, serverError } from '../../__tests__/support';
import { isFilter, mappingPayload, templateText, type MappingValues } from '../sources/mapping';
import { SourcesTab } from '../sources/SourcesTab';

const mapping = {
  id: 3,
  title: 'Paid orders',
  collectionName: 'orders',
  enabled: true,
  memberBy: 'relation',
  memberField: 'member',
  memberPlatform: null,
  memberMatchField: null,
  timeField: 'paidAt',
  kind: 'purchase',
  amountField: 'total',
  currencyField: null,
  currency: 'EUR',
  groupField: null,
  groupId: null,
  filter: { status: 'paid' },
  status: 'ok',
  lastError: null,
  counts: { withoutMember: 12 },
  lastReconciledAt: '2026-01-02T10:00:00.000Z',
};

const options = {
  collections: [
    {
      name: 'orders',
      title: '{{t("Orders")}}',
      fields: [
        { name: 'member', title: 'Member', roles: ['member', 'text'] },
        { name: 'paidAt', title: 'Paid', roles: ['time'] },
        { name: 'total', title: 'Total', roles: ['number'] },
      ],
    },
  ],
  memberFields: [{ name: 'customerNo', title: 'Customer number', roles: ['text'] }],
};

const base = {
  'communityMappings:list': [mapping],
  'communitySources:status': { 3: 1234 },
  'communitySources:options': options,
  'communityKinds:list': [{ id: 1, key: 'purchase', title: 'Purchase', weight: 1 }],
  'communityIngest:roles': [
    { name: 'admin', title: 'Admin', allowed: true, granted: false },
    { name: 'shop', title: 'Shop', allowed: false, granted: false },
  ],
};

async function choose(label: string, choice: string) {
  fireEvent.mouseDown(screen.getByLabelText(label, { selector: 'input' }));
  const all = await screen.findAllByText(choice);
  fireEvent.click(all[all.length - 1]);
}

describe('the sources tab', () => {
  test('shows mapped collections with their state and numbers', async () => {
    renderInHost(<SourcesTab />, base);
    expect(await screen.findByText('Paid orders')).toBeTruthy();
    expect(screen.getByText('orders → purchase')).toBeTruthy();
    expect(screen.getByText('In step')).toBeTruthy();
    expect(screen.getByText('1,234')).toBeTruthy();
    expect(screen.getByText('12')).toBeTruthy();
  });

  test('maps a collection with fields that fit', async () => {
    const { host } = renderInHost(<SourcesTab />, { ...base, 'communityMappings:create': mapping });
    fireEvent.click(await screen.findByRole('button', { name: /Map a collection/ }));
    fireEvent.change(await screen.findByLabelText('Name'), { target: { value: 'Orders' } });
    await choose('Collection', 'Orders (orders)');
    await choose('Member field', 'Member (member)');
    await choose('Time field', 'Paid (paidAt)');
    await choose('Amount field', 'Total (total)');
    fireEvent.click(screen.getByRole('button', { name: 'Save and compare' }));
    await waitFor(() => expect(host.sent.some(({ url }) => url === 'communityMappings:create')).toBe(true));
    expect(host.sent.find(({ url }) => url === 'communityMappings:create')?.data).toMatchObject({
      title: 'Orders',
      collectionName: 'orders',
      memberBy: 'relation',
      memberField: 'member',
      timeField: 'paidAt',
      amountField: 'total',
      kind: 'purchase',
      filter: null,
      enabled: true,
    });
  });

  test('shows why a mapping was refused', async () => {
    renderInHost(<SourcesTab />, { ...base, 'communityMappings:update': serverError(400, 'There is no kind "x".') });
    fireEvent.click(await screen.findByText('Edit'));
    await screen.findByLabelText('Name');
    fireEvent.click(screen.getByRole('button', { name: 'Save and compare' }));
    expect(await screen.findByText('There is no kind "x".')).toBeTruthy();
  });

  test('compares at once and follows the run', async () => {
    const { host } = renderInHost(<SourcesTab />, {
      ...base,
      'communitySources:run': { id: 8 },
      'communityRuns:get': {
        id: 8,
        kind: 'mapping',
        state: 'succeeded',
        progress: 1,
        counts: { records: 40, withoutMember: 2 },
        notes: [],
        error: null,
      },
    });
    fireEvent.click(await screen.findByText('Compare now'));
    const run = await screen.findByTestId('community-run');
    expect(within(run).getByText('Records')).toBeTruthy();
    expect(host.sent.find(({ url }) => url === 'communitySources:run')?.data).toEqual({ mappingId: 3 });
  });

  test('explains pushing with a call to copy, and gives a role the permission', async () => {
    let granted = false;
    const { host } = renderInHost(<SourcesTab />, {
      ...base,
      'communityIngest:roles': () => [
        base['communityIngest:roles'][0],
        { name: 'shop', title: 'Shop', allowed: granted, granted },
      ],
      'communityIngest:setRole': () => {
        granted = true;
        return {};
      },
    });
    expect(await screen.findByText(/communityIngest:push/)).toBeTruthy();
    await choose('Roles that may send', 'Shop (shop)');
    await waitFor(() => expect(granted).toBe(true));
    expect(host.sent.find(({ url }) => url === 'communityIngest:setRole')?.data).toEqual({
      role: 'shop',
      allowed: true,
    });
  });

  test('shows why the sources cannot be shown', async () => {
    renderInHost(<SourcesTab />, { ...base, 'communityMappings:list': serverError(403, 'No permissions') });
    expect(await screen.findByText('No permissions')).toBeTruthy();
  });
});

describe('values of a mapping', () => {
  test('are sent with what is empty as nothing, the filter as JSON', () => {
    const values = {
      ...mapping,
      title: ' Orders ',
      currency: ' ',
      filter: '{"status":"paid"}',
    } as unknown as MappingValues;
    expect(mappingPayload(values)).toMatchObject({ title: 'Orders', currency: null, filter: { status: 'paid' } });
    expect(mappingPayload(values)).not.toHaveProperty('status');
  });

  test('take a filter that is an object or nothing', () => {
    expect(['', '{}', '{"a":1}'].map(isFilter)).toEqual([true, true, true]);
    expect(['[]', '{', 'x', '1'].map(isFilter)).toEqual([false, false, false, false]);
  });

  test('show titles that the host keeps as templates', () => {
    expect(templateText('{{t("Orders", { ns: "x" })}}')).toBe('Orders');
    expect(templateText("{{ t('Orders') }}")).toBe('Orders');
    expect(templateText('Plain')).toBe('Plain');
  });
});
