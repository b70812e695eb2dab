import type { BulletinTexts } from '../letter-language.js';

export const zhCnBulletins: BulletinTexts = {
  bulletin: '通报编号',
  notices: {
    'bulletin-draft-waiting': {
      subject: '有一份通报草稿待审定',
      heading: '有一份通报草稿待审定',
      body: '系统已按制度汇总事实并起草通报。请核对数字和案例，修改文字后发布；不需要发布的，可以写明理由作废。',
      action: '查看并审定',
    },
    'bulletin-names-you': {
      subject: '您的部门被通报，请提交整改措施',
      heading: '您的部门被通报',
      body: '通报已经发布。请写明原因、整改措施和完成日期，由领导审核，直至通过。',
      action: '查看并答复',
    },
    'bulletin-published': {
      subject: '有一份新通报请您阅读',
      heading: '有一份新通报请您阅读',
      body: '领导发布了一份通报，您在阅读范围内。读完后请点一下“我已阅读”。',
      action: '阅读通报',
    },
    'rectification-answered': {
      subject: '{{department}}已提交整改措施',
      heading: '{{department}}已提交整改措施',
      body: '请查看原因、措施和完成日期，决定通过或退回。',
      action: '查看并决定',
    },
    'rectification-returned': {
      subject: '整改措施被退回',
      heading: '{{department}}的整改措施被退回',
      body: '退回的理由写在通报页面中。请修改后重新提交。',
      action: '查看理由并修改',
    },
    'rectification-accepted': {
      subject: '整改措施已通过',
      heading: '{{department}}的整改措施已通过',
      body: '这份通报中您的部门已经办结，谢谢。',
      action: '查看通报',
    },
    'rectification-due': {
      subject: '整改措施即将到期',
      heading: '{{department}}还没有提交整改措施',
      body: '您的部门被通报，答复期限快到了。请写明原因、措施和完成日期。',
      action: '现在答复',
    },
    'rectification-overdue': {
      subject: '整改措施已超期',
      heading: '{{department}}没有按期提交整改措施',
      body: '答复期限已过，领导也收到了这个提醒。请尽快答复。',
      action: '现在答复',
    },
    'rectification-overdue-leaders': {
      subject: '{{department}}没有按期提交整改措施',
      heading: '{{department}}没有按期提交整改措施',
      body: '该部门被通报后，没有在规定日期前答复。部门负责人也收到了这个提醒。',
      action: '查看通报',
    },
    'rectification-promise-passed': {
      subject: '{{department}}承诺的完成日期已过',
      heading: '{{department}}承诺的完成日期已过',
      body: '整改措施还没有审核。请确认是否已经做到，然后通过或退回。',
      action: '查看并决定',
    },
  },
  due: {
    'bulletin-names-you': '请在{{due}}前答复。',
    'rectification-returned': '请在{{due}}前重新提交。',
    'rectification-due': '请在{{due}}前答复。',
    'rectification-overdue': '应在{{due}}前答复。',
    'rectification-overdue-leaders': '应在{{due}}前答复。',
    'rectification-promise-passed': '承诺在{{due}}前完成。',
  },
  why: {
    leaders: '您收到这封邮件，是因为您是领导班子成员。',
    named: '您收到这封邮件，是因为您负责被通报的部门。',
    head: '您收到这封邮件，是因为您负责被通报的部门。',
    readers: '您收到这封邮件，是因为这份通报指定您阅读。',
  },
};
