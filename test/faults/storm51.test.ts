import { describeStorms } from './describeStorms';

describeStorms(51, 100);
