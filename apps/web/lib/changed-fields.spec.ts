import { changedFields } from './changed-fields.js';

describe('what is sent of a form', () => {
  const before = {
    name: { en: 'Canteen', ru: 'Столовая' },
    leaderId: 'l' as string | null,
    handlerIds: ['a'],
  };

  it('is what differs from before, and an emptied field is a difference', () => {
    const name = { ...before.name, en: 'Kitchen' };
    expect(changedFields(before, { ...before, name })).toEqual({ name });
    expect(changedFields(before, { ...before, leaderId: null })).toEqual({ leaderId: null });
    expect(changedFields(before, { ...before, handlerIds: ['a', 'b'] })).toEqual({ handlerIds: ['a', 'b'] });
  });

  it('is nothing when everything reads as before', () => {
    expect(changedFields(before, { ...before, name: { ...before.name }, handlerIds: ['a'] })).toEqual({});
  });
});
