import { defineRefusals } from '@huiyin/platform';

export const organisationRefusals = defineRefusals({
  'site.not-found': { status: 404, title: 'There is no such site.' },
  'site.version-changed': {
    status: 412,
    title: 'Someone has changed this site meanwhile; current holds what is stored now.',
  },
  'site.code-taken': { status: 409, title: 'Another site has this code.' },
  'department.not-found': { status: 404, title: 'There is no such department.' },
  'department.version-changed': {
    status: 412,
    title: 'Someone has changed this department meanwhile; current holds what is stored now.',
  },
  'department.code-taken': { status: 409, title: 'Another department has this code.' },
  'department.coordinator-exists': { status: 409, title: 'There is a coordinator department already.' },
  'department.coordinator-stays': {
    status: 409,
    title: 'The coordinator department catches what fits nowhere else and cannot be deactivated.',
  },
  'department.owns-open-tickets': {
    status: 409,
    title: 'This department still owns openTickets open tickets; transfer or answer them first.',
  },
  'department.inactive': { status: 409, title: 'This department is not active.' },
  'scope.not-found': { status: 404, title: 'There is no such published scope entry.' },
  'scope.version-changed': {
    status: 412,
    title: 'A newer version of this scope entry has been published; current holds it.',
  },
  'organisation.version-changed': {
    status: 412,
    title: 'Someone has changed the organisation meanwhile; current holds what is stored now.',
  },
});
