import type { LetterTexts } from '../letter-language.js';
import { zhCnBulletins } from './zh-cn-bulletins.js';
import { zhCnClocks } from './zh-cn-clocks.js';
import { zhCnLoop } from './zh-cn-loop.js';

export const zhCn: LetterTexts = {
  notices: { ...zhCnLoop, ...zhCnClocks },
  bulletins: zhCnBulletins,
  due: {
    asAuthor: {
      acknowledge: '部门应在 {{due}} 前受理。',
      answer: '部门应在 {{due}} 前答复。',
      'escalated-answer': '领导应在 {{due}} 前答复。',
      confirmation: '请在 {{due}} 前评价。',
    },
    asOwner: {
      acknowledge: '请在 {{due}} 前受理。',
      answer: '请在 {{due}} 前答复。',
      'escalated-answer': '答复期限：{{due}}。',
      confirmation: '提出人可在 {{due}} 前评价。',
    },
    decide: '请尽快决定：答复期限为 {{due}}。',
    missed: {
      acknowledge: '应在 {{due}} 前受理。',
      answer: '应在 {{due}} 前答复。',
      'escalated-answer': '领导应在 {{due}} 前答复。',
      confirmation: '评价期限已于 {{due}} 结束。',
    },
  },
  dueInSubject: '截止 {{due}}',
  missedInSubject: '已于 {{due}} 到期',
  digest: {
    subject: '{{count}} 条时限提醒',
    heading: '有 {{count}} 条时限提醒',
    body: '以下意见正在等待处理，最紧急的排在最前。点击每一行可打开对应页面。',
    action: '打开回音',
    why: '您收到这封邮件，是因为这些意见由您负责或由您提出。',
  },
  why: {
    author: '您收到这封邮件，是因为这条意见由您提出。',
    desk: '您收到这封邮件，是因为您负责{{department}}的意见处理。',
    head: '您收到这封邮件，是因为您负责{{department}}。',
    leader: '您收到这封邮件，是因为您是分管领导或值班领导。',
    owner: '您收到这封邮件，是因为这条意见由您负责。',
    handlers: '您收到这封邮件，是因为您负责{{department}}的意见处理。',
    superior: '您收到这封邮件，是因为您是{{department}}的上一级领导。',
    'head-and-superior': '您收到这封邮件，是因为您负责{{department}}，或是其上一级领导。',
    'superior-and-duty-leader': '您收到这封邮件，是因为您是分管领导或值班领导。',
    'leader-and-duty-leader': '您收到这封邮件，是因为您是分管领导或值班领导。',
    'duty-leader': '您收到这封邮件，是因为您是值班领导。',
  },
  ticket: '意见编号',
  automatic: '本邮件由系统自动发送，请勿直接回复。意见内容只在系统内显示，不会写在邮件里。',
};
