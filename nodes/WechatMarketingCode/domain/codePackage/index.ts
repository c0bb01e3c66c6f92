export { decryptPackage } from './decrypt';
export { CodePackageError } from './errors';
export { parsePackage, type PackageRow, type PackageRows } from './parse';
