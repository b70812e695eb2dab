import type { OperationsWords } from './operations-words.js';

export const en: OperationsWords = {
  findings: {
    'workers-none': () => ({
      what: 'No worker is running',
      todo: 'Nothing is recorded, reminded or sent by e-mail. Start a worker (npm start, or node dist/apps/worker/main.js); it catches up by itself.',
    }),
    'workers-gone': ({ time }) => ({
      what: `A worker ended unexpectedly ${time} ago`,
      todo: 'The others go on with its work. If it was not started again, start it and read the end of its log.',
    }),
    'sweep-behind': ({ time, count }) => ({
      what: `Deadlines are recorded ${time} late`,
      todo: `Waiting clocks: ${count}. Look whether the worker is busy or the database is slow; the log of the worker says what stops it. Nothing is lost, every step keeps its true time.`,
    }),
    'silence-behind': ({ time }) => ({
      what: `Tickets without a verdict are closed ${time} late`,
      todo: 'Look for errors of “close unconfirmed tickets” in the log of the worker.',
    }),
    'follower-behind': ({ subject, time, count }) => ({
      what: `“${subject}” has not read new events for ${time}`,
      todo: `Unread events: ${count}. If a long transaction is reported here too, end it first; otherwise the log of the worker names the event that it cannot get past.`,
    }),
    'transaction-long': ({ time }) => ({
      what: `A database transaction has been open for ${time}`,
      todo: 'It holds back everything that follows events. Find it in pg_stat_activity and end it, unless it is a backup about to finish.',
    }),
    'mails-stalled': ({ time, count }) => ({
      what: `E-mail has been waiting for ${time}`,
      todo: `Waiting e-mails: ${count}. See Administration → E-mail for what the mail server answers, and check SMTP_URL and the mail server itself.`,
    }),
    'mails-dead': ({ count }) => ({
      what: `E-mails given up: ${count}`,
      todo: 'Under Administration → E-mail see why, mend the address or the mail server and send them again; then confirm under Administration → Operations that you have seen them.',
    }),
    'jobs-lost': ({ count, time }) => ({
      what: `Jobs without a sign of life: ${count}, the oldest for ${time}`,
      todo: 'A worker took them and went silent; another one takes them up within a minute. If this stays, restart the workers.',
    }),
    'jobs-failed': ({ count }) => ({
      what: `Jobs that failed in the last hour: ${count}`,
      todo: 'The log of the worker says why. What they were to do is found again by the regular sweeps.',
    }),
    'connections-short': ({ count }) => ({
      what: `The database server has few connections left, ${count} are in use`,
      todo: 'Raise max_connections, put PgBouncer in between, or run fewer copies of the api and the worker.',
    }),
    'clocks-differ': ({ time }) => ({
      what: `The clocks of this machine and of the database differ by ${time}`,
      todo: 'Deadlines are counted by the clock of this machine. Check the time service (NTP) on both.',
    }),
    'calendar-provisional': ({ subject }) => ({
      what: `The holidays of ${subject} are provisional`,
      todo: 'Enter what was announced for that year in the calendar, so that deadlines are counted right.',
    }),
    'messages-lost': ({ count, time }) => ({
      what: `Anonymous messages that were released and never taken over: ${count}, the oldest ${time} ago`,
      todo: 'Their authors wait in vain. The log of the worker says what stops it; check the clock of its machine, too. Nothing is lost, it takes them as soon as it can.',
    }),
    'intake-faults': ({ count }) => ({
      what: `The intake of anonymous messages noticed faults in the last week: ${count}`,
      todo: 'The command “doctor” says of which kind. It tells no more than that, because a description could lead to an author.',
    }),
  },
  followers: {
    notification: 'Notices by e-mail',
    'clock-reactions': 'What tickets do when a clock says so',
    'bulletin-rules': 'Drafts of bulletins',
    'notification-of-bulletins': 'Notices about bulletins',
  },
  moreThan: (count) => `more than ${count}`,
  letter: {
    alarm: {
      subject: 'Huiyin: something stands still',
      heading: 'Something stands still',
      body: 'Huiyin has noticed what it cannot mend by itself. Nothing is lost, but people may be waiting. The page says what to do.',
    },
    over: {
      subject: 'Huiyin: all is running again',
      heading: 'All is running again',
      body: 'What Huiyin reported before is over. Nothing is left to do.',
    },
    action: 'See what is wrong',
    why: 'You receive this because you are an administrator.',
    automatic: 'This e-mail was sent automatically; please do not reply.',
  },
};
