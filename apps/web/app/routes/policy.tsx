export { PolicyPage as PolicyRoute } from '../../features/policy/components/policy-page.js';
