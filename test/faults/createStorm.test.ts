import { describeCreateStorms } from './createStorms';

describeCreateStorms();
