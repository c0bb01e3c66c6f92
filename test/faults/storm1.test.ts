import { describeStorms } from './describeStorms';

describeStorms('refuses an overlap');
describeStorms('refuses an overlap and activates its free parts');
describeStorms('gets two spellings of an application id');
