import type { INodePropertyOptions } from 'n8n-workflow';
import {
	credentialProperties,
	SOURCES,
	type AccessTokenSource,
} from '../../nodes/WechatMarketingCode/api/login/fields';

const [source, ...others] = credentialProperties;
const sources = (source.options ?? []) as INodePropertyOptions[];

describe('the fields of the credential', () => {
	it('offer each source of the access token that a login knows, in words', () => {
		expect(sources.map(({ value }) => value)).toEqual([
			'appSecret',
			'accessToken',
			'thirdPartyPlatform',
			'tokenService',
		]);
		for (const { name, value, description } of sources) {
			expect(name).toMatch(/^[A-Z]/);
			expect(description).toMatch(/\w/);
			expect(SOURCES[value as AccessTokenSource]).toBeDefined();
		}
	});

	it('show what a source needs for that source alone, and what all need for all', () => {
		const shown = (value: string) =>
			others
				.filter(({ type }) => type !== 'hidden' && type !== 'notice')
				.filter(({ displayOptions: only }) => {
					const listed = only?.show?.accessTokenSource;
					return listed === undefined || listed.includes(value);
				})
				.map(({ name }) => name);
		const common = ['baseUrl', 'codePackageKey'];
		for (const { value } of sources) {
			const { needs } = SOURCES[value as AccessTokenSource];
			expect(shown(value as string)).toEqual(expect.arrayContaining([...needs, ...common]));
		}
		expect(shown('appSecret')).toEqual(['appId', 'appSecret', ...common]);
		expect(shown('accessToken')).toEqual(['accessToken', ...common]);
	});

	it('hide every secret', () => {
		const secret = /secret|token$|key$|^rotated/i;
		for (const { name, typeOptions } of others.filter((field) => secret.test(field.name))) {
			expect([name, typeOptions?.password]).toEqual([name, true]);
		}
	});
});
