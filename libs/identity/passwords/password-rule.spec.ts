import { passwordFault } from './password-rule.js';

const PERSON = { employeeNumber: 'A1001', name: '样小明' };

describe('passwordFault', () => {
  it.each([
    'every-voice-counts',
    'tea at four',
    '今天午饭吃什么好呢？',
    'чайник поёт на заре',
    'aaaaabbbbbccccc1',
    'А у А1001 есть кошка',
  ])('accepts %s', (password) => {
    expect(passwordFault(password, PERSON)).toBeNull();
  });

  it.each([
    ['', 'minLength'],
    ['a1b2c3d4e', 'minLength'],
    ['今天午饭吃什么好', 'minLength'],
    ['👍👍👍👍👍👍👍👍👍', 'minLength'],
    ['x'.repeat(201), 'maxLength'],
    ['Password123', 'notCommon'],
    ['ｑｗｅｒｔｙｕｉｏｐ', 'notCommon'],
    ['abababababab', 'notCommon'],
    ['1234567890', 'notCommon'],
    ['zyxwvutsrqponm', 'notCommon'],
    ['a1001a1001', 'notPersonal'],
    ['A1001-2026', 'notPersonal'],
    ['样小明样小明样小明1', 'notPersonal'],
  ])('refuses %s: %s', (password, rule) => {
    expect(passwordFault(password, PERSON)?.rule).toBe(rule);
  });
});
