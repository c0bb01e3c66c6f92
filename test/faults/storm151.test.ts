import { describeStorms } from './describeStorms';

describeStorms(151, 200);
