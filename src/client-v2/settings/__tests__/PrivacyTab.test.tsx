import { fireEvent, screen, waitFor } from '@testing-library/react';
import React from 'react';
import { renderInHost } from '../../__tests__/support';
import { PrivacyTab } from '../privacy/PrivacyTab';

const SETTINGS = { storeTexts: false, textRetentionDays: 30 };

describe('the privacy tab', () => {
  test('says what is kept, and turns the storing of texts on', async () => {
    const { host } = renderInHost(<PrivacyTab />, {
      'communitySettings:get': SETTINGS,
      'communitySettings:save': SETTINGS,
    });
    expect(await screen.findByText(/The words are never stored/)).toBeTruthy();
    const stored = screen.getByRole('switch');
    expect(stored.getAttribute('aria-checked')).toBe('false');
    fireEvent.click(stored);
    fireEvent.change(screen.getByRole('spinbutton'), { target: { value: '90' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(host.sent.some(({ url }) => url === 'communitySettings:save')).toBe(true));
    expect(host.sent.find(({ url }) => url === 'communitySettings:save')?.data).toEqual({
      storeTexts: true,
      textRetentionDays: 90,
    });
  });

  test('refuses a number of days that makes no sense', async () => {
    const { host } = renderInHost(<PrivacyTab />, { 'communitySettings:get': SETTINGS });
    fireEvent.change(await screen.findByRole('spinbutton'), { target: { value: '0' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Enter a whole number from 1 to 3650.')).toBeTruthy();
    expect(host.sent.some(({ url }) => url === 'communitySettings:save')).toBe(false);
  });
});
