/** Reading one spreadsheet cell or parameter value of unknown type. Each reader is pure and never throws. */
export { isBlank, trimAll } from './cell/blank';
export { readBarcode, readDigits } from './cell/digits';
export { readCount, readPosition } from './cell/position';
export type { Reading } from './cell/reading';
export { readText } from './cell/text';
export { readWxaType, type WxaType } from './cell/wxaType';
