import { createSuggester, featuresOf } from './department-suggestion.js';
import type { Department, Scope } from './contract.js';

const department = (id: string, name: string): Department => ({
  id,
  code: id.toUpperCase(),
  name: { 'zh-CN': name, en: name, ru: name },
  siteId: null,
  parentId: null,
  kind: 'ordinary',
  head: null,
  deputy: null,
  leader: null,
  handlers: [],
  isActive: true,
  scopeCount: 1,
  version: 1,
});

const scope = (departmentId: string, title: string, belongs: string[], belongsNot: string[] = []): Scope => ({
  id: `${departmentId} scope`,
  lineageId: `${departmentId} scope`,
  departmentId,
  departmentName: { 'zh-CN': departmentId, en: departmentId, ru: departmentId },
  title: { 'zh-CN': title, en: title, ru: title },
  belongs: { 'zh-CN': belongs, en: belongs, ru: belongs },
  belongsNot: { 'zh-CN': belongsNot, en: belongsNot, ru: belongsNot },
  version: 1,
  state: 'published',
  publishedAt: '2026-01-01T00:00:00.000Z',
  retiredAt: null,
});

const departments = [department('shifts', '排班部'), department('canteen', '食堂')];
const scopes = [
  scope('shifts', '班表与换班', ['班表发布太晚', '临时换班'], ['食堂排队']),
  scope('canteen', '食堂', ['夜班没有热饭', '菜价和卫生']),
];

describe('the suggestion of a department', () => {
  const suggest = createSuggester(departments, scopes, 'zh-CN');

  it('finds the department whose published scope speaks of the same', () => {
    const [best] = suggest('这个月的班表又发布得太晚，来不及换班');
    expect(best?.departmentId).toBe('shifts');
    expect(best?.because.length).toBeGreaterThan(0);
  });

  it('gives the published words as its reason', () => {
    expect(suggest('夜班的时候食堂没有热饭')[0]).toMatchObject({ departmentId: 'canteen' });
    expect(suggest('夜班的时候食堂没有热饭')[0]?.because).toContain('夜班没有热饭');
  });

  it('says nothing about a text that meets no scope', () => {
    expect(suggest('显示器坏了')).toEqual([]);
    expect(suggest('')).toEqual([]);
  });

  it('cuts words of other scripts to their beginning and leaves the frequent ones out', () => {
    expect([...featuresOf('The schedules are scheduled')]).toEqual(['schedu']);
  });
});
