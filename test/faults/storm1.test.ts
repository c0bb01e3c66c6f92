import { describeStorms } from './describeStorms';

describeStorms(1, 50);
