export { decryptPackage } from './decrypt';
export { CodePackageError, type CodePackageReason } from './errors';
export { parsePackage } from './parse';
export type { PackageRow, PackageRows } from './row';
