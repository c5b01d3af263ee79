import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import React from 'react';
import type { LibraryEntry } from '../../../common/ruleLibrary';
import { renderInHost, serverError } from '../../__tests__/support';
import { DEFAULT_OPTIONS, type PersonaOptions } from '../options';
import { PersonaPanel } from '../PersonaPanel';
import { personasOf } from '../personas';

const rule = (to: string, size: number | null, more: Partial<LibraryEntry> = {}): LibraryEntry => ({
  ...{ kind: 'persona', id: 1, key: `persona-${to}`, title: to, to, color: 'purple', condition: null },
  ...{ treatment: `Treat ${to}`, owner: null, version: 1, enabled: true, priority: 1, size },
  ...{ refreshedAt: null, costMs: null, error: null },
  ...more,
});

const show = (rules: unknown, options: Partial<PersonaOptions> = {}) =>
  renderInHost(<PersonaPanel options={{ ...DEFAULT_OPTIONS, ...options }} />, {
    'communityRuleLibrary:list': rules,
    'communityRuleLibrary:history': { days: ['a', 'b'], sizes: [1, 2], entered: [0, 1], left: [0, 0] },
    'communityMembers:list': Array.from({ length: 8 }, (_, id) => ({ id: id + 1, displayName: `Ada ${id}` })),
  });

test('each persona has its members, their share and what to do, and leads to them', async () => {
  const { host } = show([
    rule('dormant', 2),
    rule('silent_observer', 4, { priority: 30 }),
    rule('x', 1, { kind: 'tag' }),
  ]);
  const cards = within(await screen.findByRole('list', { name: 'Personas' })).getAllByRole('listitem');
  expect(cards.map((card) => card.getAttribute('data-persona'))).toEqual(['silent_observer', 'dormant']);
  await waitFor(() => expect(cards[0].textContent).toContain('50%'));
  expect(cards[0].textContent).toContain('Treat silent_observer');
  expect(screen.getByText(/2 of 8 members are of no persona/)).toBeTruthy();
  fireEvent.click(screen.getByLabelText('Dormant: 2 members'));
  const drawer = within(await screen.findByRole('dialog'));
  expect(drawer.getByText('Treat dormant')).toBeTruthy();
  expect(await drawer.findByText('Ada 0')).toBeTruthy();
  expect(host.sent.at(-1)?.params?.filter).toBe('{"persona":{"$eq":"dormant"}}');
});

test('several rules of one persona are one card', () => {
  const personas = personasOf([
    rule('dormant', 2, { priority: 5, enabled: false, treatment: null }),
    rule('dormant', 2, { priority: 3, color: 'red' }),
  ]);
  expect(personas).toEqual([
    { key: 'dormant', color: 'purple', treatment: 'Treat dormant', members: 2, enabled: true },
  ]);
});

test('nobody of any persona, no right to know, a failure', async () => {
  const first = show([rule('dormant', 0)], { showEmpty: false });
  expect(await screen.findByText(/Nobody is of a persona yet/)).toBeTruthy();
  first.unmount();
  const second = show([rule('dormant', null)]);
  expect(await screen.findByText('Your role may not see this about members.')).toBeTruthy();
  second.unmount();
  show(serverError(500, 'disk full'));
  expect(await screen.findByText('disk full')).toBeTruthy();
});
