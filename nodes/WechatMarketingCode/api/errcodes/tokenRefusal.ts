import type { Answer, Refusal } from '../answer';
import { effectOf } from './index';

/** True when WeChat refused the token of a call; a refusal of the login itself is another matter. */
export const isTokenRefusal = (answer: Answer): answer is Refusal =>
	answer.kind === 'refused' && answer.by === 'endpoint' && effectOf(answer.errcode) === 'token';
