import type { Locale } from '@huiyin/platform';
import type { BulletinKind } from '../domain/bulletin.js';

type InEveryLanguage = Readonly<Record<Locale, string>>;

interface DraftTexts {
  readonly title: InEveryLanguage;
  /** Markdown. */
  readonly text: InEveryLanguage;
}

const RUSSIAN_MONTHS = [
  'январь',
  'февраль',
  'март',
  'апрель',
  'май',
  'июнь',
  'июль',
  'август',
  'сентябрь',
  'октябрь',
  'ноябрь',
  'декабрь',
];
const ENGLISH_MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const OVERDUE: DraftTexts = {
  title: {
    'zh-CN': '关于超期未答复意见的通报',
    en: 'Bulletin on tickets left without an answer',
    ru: 'Бюллетень об обращениях, оставшихся без ответа',
  },
  text: {
    'zh-CN':
      '以下意见在承诺的期限内没有得到答复，经提醒和催办后仍未办结。\n\n请被通报部门在规定日期前说明原因，提出整改措施和完成日期。',
    en: 'The tickets listed below were not answered in the time that was promised, nor after the reminders.\n\nThe departments named here are asked to say why, what they will change, and by when.',
    ru: 'На перечисленные ниже обращения не ответили ни в обещанный срок, ни после напоминаний.\n\nНазванные отделы должны объяснить причину и сообщить, что и к какому сроку они исправят.',
  },
};

const REPEATED: DraftTexts = {
  title: {
    'zh-CN': '关于多次退回或多次不满意意见的通报',
    en: 'Bulletin on tickets that came back again and again',
    ru: 'Бюллетень о многократно возвращённых обращениях',
  },
  text: {
    'zh-CN':
      '以下意见多次退回重办，或者提出人多次表示没有解决。\n\n请被通报部门在规定日期前说明原因，提出整改措施和完成日期。',
    en: 'The tickets listed below were ordered to be done again, or their authors said “no”, time after time.\n\nThe departments named here are asked to say why, what they will change, and by when.',
    ru: 'Перечисленные ниже обращения раз за разом возвращали на доработку, или их авторы снова и снова отвечали, что вопрос не решён.\n\nНазванные отделы должны объяснить причину и сообщить, что и к какому сроку они исправят.',
  },
};

function monthly(period: string): DraftTexts {
  const [year = '', month = ''] = period.split('-');
  const index = Number(month) - 1;
  return {
    title: {
      'zh-CN': `${year}年${index + 1}月员工意见办理情况通报`,
      en: `How tickets were handled in ${ENGLISH_MONTHS[index] ?? month} ${year}`,
      ru: `Работа с обращениями сотрудников: ${RUSSIAN_MONTHS[index] ?? month} ${year} года`,
    },
    text: {
      'zh-CN':
        '现将本月员工意见办理情况通报如下。\n\n超期最多的部门将被约谈，并请在规定日期前提出整改措施和完成日期。',
      en: 'This is how the tickets of the month were handled.\n\nThe leadership talks with the departments that were late most often; they are asked to say what they will change, and by when.',
      ru: 'Так мы работали с обращениями в этом месяце.\n\nС отделами, у которых больше всего просрочек, руководство проведёт беседу; они должны сообщить, что и к какому сроку исправят.',
    },
  };
}

/** What a draft says until a leader writes something better. */
export function draftTexts(kind: BulletinKind, period: string | null): DraftTexts {
  if (kind === 'monthly') return monthly(period ?? '');
  return kind === 'overdue' ? OVERDUE : REPEATED;
}
