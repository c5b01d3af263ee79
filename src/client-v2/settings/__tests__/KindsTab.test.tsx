import { fireEvent, screen, waitFor } from '@testing-library/react';
import React from 'react';
import { renderInHost, serverError } from '../../__tests__/support';
import { KindsTab } from '../kinds/KindsTab';

const LIST = 'communityKinds:list';
const message = { id: 1, key: 'message', title: 'Message', weight: 1, dailyCap: 20, signOfLife: true, utterance: true };
const login = {
  id: 2,
  key: 'login',
  title: 'Login',
  weight: '0.5',
  dailyCap: null,
  signOfLife: true,
  utterance: false,
};

const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

describe('the kinds tab', () => {
  test('shows how each kind counts', async () => {
    renderInHost(<KindsTab />, { [LIST]: [message, login] });
    expect(await screen.findByText('Message')).toBeTruthy();
    expect(screen.getByText('login')).toBeTruthy();
    expect(screen.getByText('0.5')).toBeTruthy();
    expect(screen.getByText('No limit')).toBeTruthy();
  });

  test('adds a kind and says when it counts', async () => {
    const { host } = renderInHost(<KindsTab />, { [LIST]: [message], 'communityKinds:create': {} });
    fireEvent.click(await screen.findByRole('button', { name: /Add kind/ }));
    type('Key', 'coupon_used');
    type('Title', 'Coupon used');
    type('Points', '3');
    type('Most points a day', '9');
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText(/^Saved\. The next scoring run/)).toBeTruthy();
    expect(host.sent.find(({ url }) => url === 'communityKinds:create')?.data).toEqual({
      key: 'coupon_used',
      title: 'Coupon used',
      weight: 3,
      dailyCap: 9,
      signOfLife: true,
      utterance: false,
    });
  });

  test('refuses a key that other systems could not write', async () => {
    const { host } = renderInHost(<KindsTab />, { [LIST]: [] });
    fireEvent.click(await screen.findByRole('button', { name: /Add kind/ }));
    type('Key', 'Coupon used!');
    type('Title', 'x');
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText(/^Use letters a–z, digits and underscores/)).toBeTruthy();
    expect(host.sent.map(({ url }) => url)).toEqual([LIST]);
  });

  test('changes a kind but never its key, and shows why it was refused', async () => {
    const { host } = renderInHost(<KindsTab />, {
      [LIST]: [login],
      'communityKinds:update': serverError(400, 'weight: -1 is not allowed'),
    });
    fireEvent.click(await screen.findByText('Edit'));
    expect((screen.getByLabelText('Key') as HTMLInputElement).disabled).toBe(true);
    type('Title', 'Sign-in');
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('weight: -1 is not allowed')).toBeTruthy();
    const update = host.sent.find(({ url }) => url === 'communityKinds:update');
    expect(update?.params).toEqual({ filterByTk: 2 });
    expect(update?.data).not.toHaveProperty('key');
    expect(update?.data).toMatchObject({ title: 'Sign-in', dailyCap: null });
    await waitFor(() => expect(screen.getByLabelText('Title')).toBeTruthy());
  });

  test('shows why the list cannot be shown', async () => {
    renderInHost(<KindsTab />, { [LIST]: serverError(403, 'No permissions') });
    expect(await screen.findByText('No permissions')).toBeTruthy();
  });
});
