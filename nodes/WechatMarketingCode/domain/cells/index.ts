/** Reading one spreadsheet cell or parameter value of unknown type. Each reader is pure and never throws. */
export { isBlank, trimAll } from './blank';
export { saysNothing, type Reading } from './cell';
export { readBarcode, readCount, readDigits, readPosition } from './numbers';
export { foldAppId, readAppId, readText, readWxaType, type WxaType } from './texts';
