export { columnOf, type Column } from './column';
export { matchHeaders, misreadSheet } from './misread';
export { missingColumns } from './missing';
export { words } from './words';
