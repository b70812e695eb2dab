import type { OperationsWords } from './operations-words.js';

export const zhCn: OperationsWords = {
  findings: {
    'workers-none': () => ({
      what: '后台工作进程（worker）没有运行',
      todo: '目前不会记录期限、不会提醒，也不会发邮件。请启动 worker（npm start 或 node dist/apps/worker/main.js），启动后会自动补上。',
    }),
    'workers-gone': ({ time }) => ({
      what: `一个 worker 在${time}前意外退出`,
      todo: '其余 worker 会接手它的工作。如果它没有自动重启，请手动启动，并查看其日志末尾。',
    }),
    'sweep-behind': ({ time, count }) => ({
      what: `期限记录晚了${time}`,
      todo: `待处理的计时：${count}。请看 worker 是否繁忙、数据库是否变慢，原因见 worker 日志。记录不会丢失，每一步都按真实时刻补记。`,
    }),
    'silence-behind': ({ time }) => ({
      what: `超期未评价的意见晚了${time}仍未关闭`,
      todo: '请在 worker 日志中查找“close unconfirmed tickets”的错误。',
    }),
    'follower-behind': ({ subject, time, count }) => ({
      what: `“${subject}”已有${time}没有读取新事件`,
      todo: `未读事件：${count}。如果这里同时提示有长时间未结束的事务，请先结束它；否则请看 worker 日志，里面会指出卡在哪个事件。`,
    }),
    'transaction-long': ({ time }) => ({
      what: `有一个数据库事务已持续${time}`,
      todo: '它会挡住所有依赖事件的处理。请在 pg_stat_activity 中找到并结束它，即将完成的备份除外。',
    }),
    'mails-stalled': ({ time, count }) => ({
      what: `邮件已等待${time}仍未发出`,
      todo: `等待中的邮件：${count}。请到“管理 → 邮件”查看邮件服务器的答复，并检查 SMTP_URL 和邮件服务器。`,
    }),
    'mails-dead': ({ count }) => ({
      what: `已放弃投递的邮件：${count} 封`,
      todo: '请到“管理 → 邮件”查看原因，改正地址或修复邮件服务器后重新发送，然后在“管理 → 运行状况”中确认已知悉。',
    }),
    'jobs-lost': ({ count, time }) => ({
      what: `失去响应的任务：${count} 个，最久的已有${time}`,
      todo: '领走任务的 worker 没有动静，一分钟内会由其他 worker 接手。如果一直如此，请重启 worker。',
    }),
    'jobs-failed': ({ count }) => ({
      what: `最近一小时失败的任务：${count} 个`,
      todo: '原因见 worker 日志。这些任务要做的事，定期巡检会重新找到。',
    }),
    'connections-short': ({ count }) => ({
      what: `数据库连接快用完了，已用 ${count} 个`,
      todo: '请调大 max_connections，或在中间加一层 PgBouncer，或减少 api 与 worker 的数量。',
    }),
    'clocks-differ': ({ time }) => ({
      what: `本机与数据库的时钟相差${time}`,
      todo: '期限按本机时钟计算。请检查两台机器的时间同步服务（NTP）。',
    }),
    'calendar-provisional': ({ subject }) => ({
      what: `${subject} 年的节假日仍是暂定的`,
      todo: '请按国务院公布的放假安排更新该年的日历，期限才会算得准确。',
    }),
    'messages-lost': ({ count, time }) => ({
      what: `已放行却一直没有接收的匿名消息：${count} 条，最早的一条在 ${time}前`,
      todo: '作者会白白等待。请看后台进程的日志，并核对那台机器的时钟。消息没有丢，恢复后会自动接收。',
    }),
    'intake-faults': ({ count }) => ({
      what: `匿名收件程序最近一周发现故障：${count} 次`,
      todo: '用 doctor 命令可以看到是哪一类。除此之外不记录任何细节，因为描述可能暴露作者。',
    }),
  },
  followers: {
    notification: '邮件通知',
    'clock-reactions': '期限触发的意见处理',
    'bulletin-rules': '通报起草',
    'notification-of-bulletins': '通报的邮件通知',
  },
  moreThan: (count) => `超过 ${count}`,
  letter: {
    alarm: {
      subject: '回音：系统有环节停住了',
      heading: '系统有环节停住了',
      body: '回音发现了自己无法恢复的问题。数据没有丢失，但可能有人在等待。页面上写明了该怎么处理。',
    },
    over: {
      subject: '回音：系统已恢复正常',
      heading: '系统已恢复正常',
      body: '之前报告的问题已经消除，无需再做处理。',
    },
    action: '查看问题',
    why: '您是系统管理员，因此收到这封邮件。',
    automatic: '本邮件由系统自动发送，请勿回复。',
  },
};
