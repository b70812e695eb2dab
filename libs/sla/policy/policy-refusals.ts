import { defineRefusals } from '@huiyin/platform';

export const policyRefusals = defineRefusals({
  'policy.not-found': { status: 404, title: 'There is no such version or draft of the policy.' },
  'policy.invalid': {
    status: 422,
    title: 'The policy cannot hold as it is; errors name the places and say what would be right.',
  },
  'policy.version-changed': {
    status: 412,
    title: 'Someone has changed this draft meanwhile; read it again, currentVersion is its version now.',
  },
  'policy.draft-closed': { status: 409, title: 'This draft has been published or discarded.' },
  'policy.own-draft': {
    status: 409,
    title: 'A policy is published by somebody who has not written in its draft.',
  },
  'policy.version-coming': {
    status: 409,
    title: 'Another version is published and has not taken effect yet; wait for it or cancel it first.',
  },
  'policy.already-effective': {
    status: 409,
    title: 'This version takes effect within a minute or holds already; publish another one instead.',
  },
});
