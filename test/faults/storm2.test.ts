import { describeStorms } from './describeStorms';

describeStorms('accepts an overlap and overwrites');
describeStorms('answers look-ups late');
describeStorms('answers look-ups with errcode 0 and nothing else');
describeStorms('returns texts in another spelling');
