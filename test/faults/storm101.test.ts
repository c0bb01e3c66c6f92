import { describeStorms } from './describeStorms';

describeStorms(101, 150);
