export { OperationsPage as OperationsRoute } from '../../features/operations/components/operations-page.js';
