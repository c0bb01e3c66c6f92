import { digestOf, fieldOf, type Credential } from './credential';

/*
 * WeChat may answer a login with a new refresh token; the one before it dies five minutes later. The new one
 * goes into the field that a person typed the first into, and into a hidden one together with a digest of
 * what was typed: the field may hold an expression, or be typed anew while the login is under way.
 */

const typed = (credential: Credential): string => fieldOf(credential, 'authorizerRefreshToken');

const rotated = (credential: Credential): string => fieldOf(credential, 'rotatedRefreshToken');

const digestOfTyped = (credential: Credential): string =>
	digestOf([
		fieldOf(credential, 'componentAppId'),
		fieldOf(credential, 'authorizerAppId'),
		typed(credential),
	]);

/** The refresh token to log in with: the newest one that came from what is typed. */
export const refreshTokenOf = (credential: Credential): string =>
	fieldOf(credential, 'rotatedFrom') === digestOfTyped(credential)
		? rotated(credential)
		: typed(credential);

/** Which typed token a credential's refresh token came from, also where it was laid over it since. */
export const originOf = (credential: Credential): string =>
	rotated(credential) !== '' && rotated(credential) === typed(credential)
		? fieldOf(credential, 'rotatedFrom')
		: digestOfTyped(credential);

/**
 * The fields to store when WeChat handed out a refresh token: none when it is the one that was sent.
 *
 * @param laidOver false where somebody typed another one since
 */
export function rotatedFields(
	credential: Credential,
	refreshToken: string | undefined,
	laidOver: boolean,
): Record<string, string> {
	if (refreshToken === undefined || refreshToken === refreshTokenOf(credential)) return {};
	const pair = { rotatedRefreshToken: refreshToken, rotatedFrom: originOf(credential) };
	return laidOver ? { ...pair, authorizerRefreshToken: refreshToken } : pair;
}
