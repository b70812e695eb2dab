import type { ClockTexts } from '../letter-language.js';

export const zhCnClocks: ClockTexts = {
  'acknowledge-late-warning': {
    subject: '请尽快受理',
    heading: '{{department}}有一条意见还没有受理',
    body: '受理时间已过大半。点一下“受理”即可，让提出人知道有人看到了。',
    action: '查看并受理',
  },
  'acknowledge-due': {
    subject: '未按时受理',
    heading: '{{department}}有一条意见未按时受理',
    body: '提出人还不知道是否有人看到。请安排受理，并按时答复。',
    action: '查看并受理',
  },
  'acknowledge-reminder': {
    subject: '催办：仍未受理',
    heading: '催办：{{department}}仍有一条意见未受理',
    body: '受理期限已过，仍未受理。这次催办同时抄送分管领导。',
    action: '查看意见',
  },
  'answer-half': {
    subject: '答复时限已过半',
    heading: '答复时限已过半',
    body: '{{department}}的一条意见还没有答复。现在正是向知情的同事或提出人了解情况的时候。',
    action: '查看并答复',
  },
  'answer-late-warning': {
    subject: '答复时限将至',
    heading: '答复时限已过大半',
    body: '{{department}}的一条意见还没有答复。如果确实无法按时完成，请现在申请延期。',
    action: '查看并答复',
  },
  'answer-due': {
    subject: '未按时答复',
    heading: '答复时限已过',
    body: '{{department}}有一条意见未按时答复。请今天安排处理：下一次催办会同时发给分管领导。',
    action: '查看并答复',
  },
  'answer-reminder': {
    subject: '催办：仍未答复',
    heading: '催办：{{department}}仍未答复',
    body: '答复期限已过，仍未答复。本次催办同时发给部门负责人和分管领导。',
    action: '查看意见',
  },
  'answer-bulletin': {
    subject: '有一条意见应列入通报',
    heading: '这条意见应列入通报',
    body: '{{department}}没有按时答复，超期已久仍未答复。按照制度，应在通报中列出。',
    action: '查看情况',
  },
  'escalated-answer-half': {
    subject: '您的答复时限已过半',
    heading: '您的答复时限已过半',
    body: '由您负责的一条意见（{{department}}）还没有答复，提出人已经是第二次等待。',
    action: '查看并答复',
  },
  'escalated-answer-late-warning': {
    subject: '您的答复时限将至',
    heading: '您的答复时限已过大半',
    body: '由您负责的一条意见（{{department}}）还没有答复。请答复，或退回部门重办。',
    action: '查看并答复',
  },
  'escalated-answer-due': {
    subject: '您的答复已超期',
    heading: '您的答复时限已过',
    body: '领导接手的一条意见（{{department}}）未按时答复，请今天答复。',
    action: '查看并答复',
  },
  'escalated-answer-reminder': {
    subject: '催办：领导仍未答复',
    heading: '催办：领导仍未答复',
    body: '答复期限已过，仍未答复（{{department}}）。本次催办同时发给分管领导和值班领导。',
    action: '查看意见',
  },
  'escalated-answer-bulletin': {
    subject: '领导负责的一条意见应列入通报',
    heading: '领导负责的这条意见应列入通报',
    body: '领导接手了这条意见（{{department}}），但一直没有答复。按照制度，应在通报中列出。',
    action: '查看情况',
  },
  'confirmation-half': {
    subject: '问题解决了吗？',
    heading: '请您给出评价',
    body: '您的意见已有答复，但我们还不知道是否有帮助。只需一分钟。',
    action: '评价答复',
  },
  'confirmation-late-warning': {
    subject: '还没有收到您的评价',
    heading: '还没有收到您的评价',
    body: '问题是否解决，只有您说了算。如果没有您的评价，这条意见会按“未评价”结束。',
    action: '评价答复',
  },
};
