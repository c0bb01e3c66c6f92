/** Reading one spreadsheet cell or parameter value of unknown type. Each reader is pure and never throws. */
export { foldAppId, readAppId } from './appId';
export { isBlank, trimAll } from './blank';
export { saysNothing } from './content';
export { readBarcode, readDigits } from './digits';
export { readCount, readPosition } from './position';
export type { Reading } from './reading';
export { readText } from './text';
export { readWxaType, type WxaType } from './wxaType';
