export { ImportPage as ImportRoute } from '../../features/administration/components/import-page.js';
