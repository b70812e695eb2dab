export { OrganisationPage as OrganisationRoute } from '../../features/administration/components/organisation-page.js';
