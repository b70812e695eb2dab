export { BulletinHttpModule, BulletinModule } from './bulletin.module.js';
export { BulletinRules } from './drafting/bulletin-rules.job.js';
export { MonthlyDrafts } from './drafting/monthly-drafts.job.js';
export { RectificationReminders } from './rectification/rectification-reminders.job.js';
export { IS_READER } from './store/bulletin-access.js';
export { Bulletin1763800720000 } from './store/1763800720000-bulletin.migration.js';
