import type { Locale } from '@huiyin/platform';
import type { Leg } from '@huiyin/sla';
import type { BulletinState, CaseReason, Talk } from '../domain/bulletin.js';

/** The words of the printed bulletin. */
export interface DocumentTexts {
  readonly word: string;
  readonly published: (day: string) => string;
  readonly states: Readonly<Record<Exclude<BulletinState, 'published'>, string>>;
  readonly withdrawnBecause: string;
  readonly otherLanguage: string;
  readonly figures: string;
  readonly leg: string;
  readonly legs: Readonly<Record<Leg, string>>;
  readonly due: string;
  readonly onTime: string;
  readonly rate: string;
  readonly department: string;
  readonly overdue: string;
  readonly others: string;
  readonly total: string;
  readonly tooFew: string;
  readonly moved: string;
  readonly number: string;
  readonly movedNames: Readonly<Record<'extended' | 'complex' | 'setBack', string>>;
  readonly countedAt: (instant: string, smallest: number) => string;
  readonly talks: string;
  readonly talkWith: string;
  readonly months: string;
  readonly talkNames: Readonly<Record<Talk, string>>;
  readonly cases: string;
  readonly opinion: string;
  readonly what: string;
  readonly dueAt: string;
  readonly lateBy: string;
  readonly zone: (zone: string) => string;
  readonly times: Readonly<Record<Exclude<CaseReason, 'overdue'>, (count: number) => string>>;
  readonly notes: string;
  readonly page: string;
  readonly foot: (day: string) => string;
}

const RUSSIAN = new Intl.PluralRules('ru');
const russianTimes = (count: number): string =>
  `${count} ${RUSSIAN.select(count) === 'few' ? 'раза' : 'раз'}`;

export const DOCUMENT_TEXTS: Readonly<Record<Locale, DocumentTexts>> = {
  'zh-CN': {
    word: '通报',
    published: (day) => `${day}发布`,
    states: { draft: '草稿，尚未发布', withdrawn: '已撤回', discarded: '已作废' },
    withdrawnBecause: '撤回原因：',
    otherLanguage: '本通报暂无中文文本，以下为原文。',
    figures: '办理情况',
    leg: '环节',
    legs: {
      acknowledge: '受理',
      answer: '部门答复',
      'escalated-answer': '领导答复',
      confirmation: '提出人评价',
    },
    due: '到期',
    onTime: '按时',
    rate: '按时率',
    department: '部门',
    overdue: '超期',
    others: '其他部门合计',
    total: '合计',
    tooFew: '数量过少，不公布',
    moved: '答复期限变动',
    number: '条数',
    movedNames: { extended: '经批准延期', complex: '列为复杂事项', setBack: '其中由领导改回一般事项' },
    countedAt: (instant, smallest) =>
      `统计截至${instant}，按到期日归入本月；超期指到期时尚未答复。少于${smallest}条的数字及可据以推算的数字不予公布。`,
    talks: '约谈部门',
    talkWith: '约谈人',
    months: '连续月数',
    talkNames: { 'responsible-leader': '分管领导', 'duty-leader': '值班领导', leadership: '领导班子' },
    cases: '被通报的意见',
    opinion: '意见编号',
    what: '情况',
    dueAt: '应完成时间',
    lateBy: '超期',
    zone: (zone) => `时间按 ${zone}；超期按列入通报时的工作时间计。`,
    times: { redos: (count) => `退回重办${count}次`, rejections: (count) => `提出人${count}次表示没有解决` },
    notes: '更正与补充',
    page: '第 {page} 页，共 {pages} 页',
    foot: (day) => `由回音于${day}生成`,
  },
  en: {
    word: 'Bulletin',
    published: (day) => `published on ${day}`,
    states: { draft: 'draft, not published', withdrawn: 'withdrawn', discarded: 'discarded' },
    withdrawnBecause: 'Withdrawn because: ',
    otherLanguage: 'There is no English text of this bulletin; this is the original.',
    figures: 'Figures',
    leg: 'Step',
    legs: {
      acknowledge: 'Acknowledgement',
      answer: 'Answer of the department',
      'escalated-answer': 'Answer of the leadership',
      confirmation: 'Author’s verdict',
    },
    due: 'Fell due',
    onTime: 'In time',
    rate: 'Share in time',
    department: 'Department',
    overdue: 'Late',
    others: 'Other departments together',
    total: 'All departments',
    tooFew: 'too few to show',
    moved: 'Answers with another date',
    number: 'Number',
    movedNames: {
      extended: 'Extension approved',
      complex: 'Classed as complex',
      setBack: 'Of these, set back by a leader',
    },
    countedAt: (instant, smallest) =>
      `Counted ${instant}. A deadline belongs to the month in which it fell due; late is what had no answer by then. Numbers below ${smallest}, and those from which they could be worked out, are not shown.`,
    talks: 'Departments that are talked to',
    talkWith: 'By whom',
    months: 'Months in a row',
    talkNames: {
      'responsible-leader': 'the responsible leader',
      'duty-leader': 'the leader on duty',
      leadership: 'the whole leadership',
    },
    cases: 'Tickets that are named',
    opinion: 'Ticket',
    what: 'What happened',
    dueAt: 'Was due',
    lateBy: 'Late by',
    zone: (zone) => `Times are ${zone}; late by so much working time when it was named.`,
    times: {
      redos: (count) => `ordered to be done again ${count} times`,
      rejections: (count) => `the author said “no” ${count} times`,
    },
    notes: 'Corrections and additions',
    page: 'Page {page} of {pages}',
    foot: (day) => `Made by Huiyin on ${day}`,
  },
  ru: {
    word: 'Бюллетень',
    published: (day) => `опубликован ${day}`,
    states: { draft: 'черновик, не опубликован', withdrawn: 'отозван', discarded: 'отклонён' },
    withdrawnBecause: 'Причина отзыва: ',
    otherLanguage: 'У этого бюллетеня нет русского текста; ниже приведён оригинал.',
    figures: 'Показатели',
    leg: 'Этап',
    legs: {
      acknowledge: 'Приём в работу',
      answer: 'Ответ отдела',
      'escalated-answer': 'Ответ руководства',
      confirmation: 'Оценка автора',
    },
    due: 'Срок наступил',
    onTime: 'Вовремя',
    rate: 'Доля вовремя',
    department: 'Отдел',
    overdue: 'С опозданием',
    others: 'Остальные отделы вместе',
    total: 'Все отделы',
    tooFew: 'слишком мало, не показываем',
    moved: 'Ответы с другим сроком',
    number: 'Количество',
    movedNames: {
      extended: 'Срок продлён',
      complex: 'Отнесено к сложным',
      setBack: 'Из них возвращено в обычные',
    },
    countedAt: (instant, smallest) =>
      `Подсчитано ${instant}. Срок относится к тому месяцу, в котором он наступил; опоздание — ответа к сроку не было. Числа меньше ${smallest} и те, по которым их можно вычислить, не показываем.`,
    talks: 'Отделы, с которыми проведут беседу',
    talkWith: 'Кто проводит',
    months: 'Месяцев подряд',
    talkNames: {
      'responsible-leader': 'ответственный руководитель',
      'duty-leader': 'дежурный руководитель',
      leadership: 'всё руководство',
    },
    cases: 'Обращения, о которых идёт речь',
    opinion: 'Номер',
    what: 'Что произошло',
    dueAt: 'Срок',
    lateBy: 'Опоздание',
    zone: (zone) => `Время — ${zone}; опоздание — в рабочем времени на момент включения в бюллетень.`,
    times: {
      redos: (count) => `возвращено на доработку ${russianTimes(count)}`,
      rejections: (count) => `автор ${russianTimes(count)} ответил, что вопрос не решён`,
    },
    notes: 'Исправления и дополнения',
    page: 'Страница {page} из {pages}',
    foot: (day) => `Создано в системе «Хуэйинь» ${day}`,
  },
};
