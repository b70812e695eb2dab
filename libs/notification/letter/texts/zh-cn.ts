import type { LetterTexts } from '../letter-language.js';

export const zhCn: LetterTexts = {
  notices: {
    dispatched: {
      subject: '有一件新意见交由贵部门处理',
      heading: '一件新意见交由{{department}}处理',
      body: '一位同事提交了意见，并选择由{{department}}答复。请先受理，再按时限答复。',
      action: '查看并受理',
    },
    transferred: {
      subject: '有一件意见转交贵部门',
      heading: '一件意见转交给{{department}}',
      body: '这件意见转到了{{department}}，转交理由写在意见页面中。转交不会重新计时，请尽快确认接收。',
      action: '查看并接收',
    },
    'author-asked': {
      subject: '处理部门需要您补充情况',
      heading: '处理部门有一个问题想问您',
      body: '{{department}}在处理您的意见时需要您补充一些情况。在您回复之前，答复时限暂停计算。',
      action: '查看问题并回复',
    },
    'author-replied': {
      subject: '提交人已回复',
      heading: '提交人补充了情况',
      body: '提交人已经回复，答复时限继续计算。请查看并继续处理。',
      action: '查看回复',
    },
    answered: {
      subject: '您的意见已有答复',
      heading: '您的意见有答复了',
      body: '请看看答复是否解决了问题，并告诉我们结果。如果没有解决，选择“未解决”，这件意见会升级到管理层。',
      action: '查看答复并评价',
    },
    'answer-amended': {
      subject: '您收到的答复有修改',
      heading: '答复有修改',
      body: '您的意见的答复被修改过，原文仍然保留，可以对照查看。',
      action: '查看修改后的答复',
    },
    'refusal-waiting': {
      subject: '有一件“不采纳”等待您审批',
      heading: '一件“不采纳”答复需要您审批',
      body: '{{department}}建议不采纳这件意见。部门不能单独作出这一决定，请您批准，或说明理由退回。',
      action: '查看并审批',
    },
    'refusal-approved': {
      subject: '“不采纳”答复已获批准',
      heading: '“不采纳”答复已获批准并送达',
      body: '领导批准了{{department}}提出的“不采纳”答复，答复已送达提交人，等待其确认。',
      action: '查看意见',
    },
    'refusal-declined': {
      subject: '“不采纳”答复被退回',
      heading: '“不采纳”答复未获批准',
      body: '领导没有批准“不采纳”，理由写在意见页面中。请{{department}}重新答复，时限继续计算。',
      action: '查看理由并答复',
    },
    escalated: {
      subject: '有一件意见升级到您',
      heading: '一件意见升级到您这里',
      body: '提交人认为{{department}}的处理没有解决问题，这件意见现在由您负责：亲自答复，或退回部门重办。',
      action: '查看并处理',
    },
    'escalated-from-you': {
      subject: '有一件意见已升级到管理层',
      heading: '一件意见已由管理层接手',
      body: '提交人认为{{department}}的答复没有解决问题，这件意见现在由负责领导处理。',
      action: '查看意见',
    },
    'escalated-for-you': {
      subject: '您的意见已由管理层接手',
      heading: '管理层接手了您的意见',
      body: '您认为问题没有解决，现在由负责的领导亲自处理并答复您。',
      action: '查看进展',
    },
    'redo-ordered': {
      subject: '有一件意见退回贵部门重办',
      heading: '领导要求{{department}}重新办理',
      body: '领导把这件意见退回{{department}}重新办理，要求写在意见页面中，新的时限已开始计算。',
      action: '查看要求并答复',
    },
    reopened: {
      subject: '有一件意见被重新打开',
      heading: '一件意见被重新打开',
      body: '提交人重新打开了这件因未确认而关闭的意见，理由写在意见页面中。请{{department}}重新答复。',
      action: '查看并答复',
    },
    merged: {
      subject: '您的意见与同类意见合并处理',
      heading: '您的意见与 {{mergedInto}} 合并处理',
      body: '还有同事反映了同样的问题，{{department}}会一并答复。您仍会收到答复，并由您自己确认是否解决。',
      action: '查看我的意见',
    },
    'closed-unconfirmed': {
      subject: '您的意见已关闭（未确认）',
      heading: '您的意见已关闭，没有收到您的确认',
      body: '确认期限内没有收到您的评价，因此记为“未确认”，不会算作满意。如果问题仍在，30 天内可以重新打开。',
      action: '查看或重新打开',
    },
    'closed-unresolved': {
      subject: '您的意见已关闭，并附领导说明',
      heading: '您的意见已关闭，问题未能解决',
      body: '负责的领导关闭了这件意见，并写明了理由。它记为“未解决”。',
      action: '查看理由',
    },
    removed: {
      subject: '您的意见已被移除',
      heading: '您的意见已被移除',
      body: '综合协调员移除了这件意见的内容，并写明了理由。',
      action: '查看理由',
    },
  },
  due: {
    asAuthor: {
      acknowledge: '部门应在 {{due}} 前受理。',
      answer: '部门应在 {{due}} 前答复。',
      'escalated-answer': '领导应在 {{due}} 前答复。',
      confirmation: '请在 {{due}} 前确认是否解决。',
    },
    asOwner: {
      acknowledge: '请在 {{due}} 前受理。',
      answer: '请在 {{due}} 前答复。',
      'escalated-answer': '答复期限：{{due}}。',
      confirmation: '提交人可在 {{due}} 前确认。',
    },
  },
  dueInSubject: '截止 {{due}}',
  why: {
    author: '您收到这封信，是因为这件意见由您提交。',
    desk: '您收到这封信，是因为您负责{{department}}的意见处理。',
    head: '您收到这封信，是因为您负责{{department}}。',
    leader: '您收到这封信，是因为您是负责的领导或值班领导。',
    owner: '您收到这封信，是因为这件意见由您负责。',
  },
  ticket: '意见编号',
  automatic: '本邮件由系统自动发送，请勿直接回复。意见内容只在系统内显示，不会写在邮件里。',
};
