import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** Fields as the server names them, and what they are called beside their input. */
const LABELS: Readonly<Record<string, string>> = {
  absentFrom: 'settings.absent-from',
  absentUntil: 'settings.absent-until',
  answerBy: 'bulletins.departments-answer-by',
  attachmentIds: 'attachment.list',
  belongs: 'catalogue.belongs',
  belongsNot: 'catalogue.belongs-not',
  body: 'writing.body',
  changeNote: 'policy.note',
  code: 'department.code',
  comment: 'field.comment',
  copyOf: 'calendars.copy-of',
  currentPassword: 'password.current',
  departmentId: 'ticket.department',
  departmentIds: 'bulletins.reader-departments',
  deputyId: 'department.deputy',
  doneOn: 'bulletins.done-on',
  dutyLeaderId: 'organisation.duty-leader',
  effectiveOn: 'policy.effective-on',
  email: 'people.email',
  employeeNumber: 'session.employee-number',
  handlerIds: 'department.handlers',
  headId: 'department.head',
  kind: 'ticket.kind',
  leaderId: 'department.leader',
  locale: 'settings.language',
  name: 'people.name',
  newPassword: 'password.new',
  numbers: 'policy.numbers',
  password: 'session.password',
  personIds: 'bulletins.reader-people',
  plan: 'bulletins.plan',
  publicationReason: 'field.publication-reason',
  reason: 'field.reason',
  roles: 'people.roles',
  siteId: 'people.site',
  siteIds: 'bulletins.reader-sites',
  summary: 'field.summary',
  text: 'field.text',
  texts: 'policy.text',
  timeZone: 'settings.time-zone',
  title: 'writing.title',
  visibility: 'field.visibility',
  workingMinutes: 'field.extension',
};

/** What a field that the server names is called on the screen; null for one that no screen shows. */
export function useFieldName(): (field: string) => string | null {
  const { t } = useTranslation();
  return useCallback(
    (field) => {
      const key = LABELS[field.split('.')[0] ?? ''];
      return key === undefined ? null : t(key);
    },
    [t],
  );
}
