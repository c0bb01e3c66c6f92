import {
	ICredentialsHelper,
	injectDomainRestrictionFields,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeProperties,
	type IRequestOptionsSimplified,
} from 'n8n-workflow';
import { WechatMarketingCodeApi } from '../../credentials/WechatMarketingCodeApi.credentials';

const type = new WechatMarketingCodeApi();
/** n8n adds its own fields about allowed domains to every credential type that can log in. */
const properties = injectDomainRestrictionFields(type);

/**
 * What n8n stores of a login: 2.41 what came back, never over an expression; 2.8 what came back together
 * with everything that was handed to preAuthentication.
 */
export type Keeping = 'what came back' | 'everything';

/**
 * One stored credential, as n8n's database keeps it: read anew each time, undeclared fields dropped,
 * what preAuthentication returns merged into what is stored.
 */
export class CredentialStore {
	/** Times that n8n read the credential. */
	reads = 0;

	constructor(
		public data: ICredentialDataDecryptedObject,
		private readonly exists = true,
		readonly keeping: Keeping = 'what came back',
	) {}

	readonly helper: ICredentialsHelper = new StoreHelper(this);

	read(): ICredentialDataDecryptedObject {
		if (!this.exists)
			throw new Error(
				'Credential with ID "credential" does not exist for type "wechatMarketingCodeApi".',
			);
		this.reads += 1;
		return Object.fromEntries(
			properties.map(({ name, default: initial }) => [
				name,
				this.data[name] ?? (initial as string),
			]),
		);
	}
}

class StoreHelper extends ICredentialsHelper {
	constructor(private readonly store: CredentialStore) {
		super();
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		_typeName: string,
		requestOptions: IHttpRequestOptions | IRequestOptionsSimplified,
	): Promise<IHttpRequestOptions> {
		return await type.authenticate(credentials, requestOptions as IHttpRequestOptions);
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		_typeName: string,
		_node: INode,
		credentialsExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		if (credentials.sessionToken !== '' && !credentialsExpired) return undefined;
		const output = (await type.preAuthentication.call(
			helpers,
			credentials,
		)) as ICredentialDataDecryptedObject;
		if (output.sessionToken === undefined) return undefined;
		const all = Object.assign(credentials, output);
		this.store.data =
			this.store.keeping === 'everything' ? { ...all } : { ...this.store.data, ...output };
		return all;
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	async getCredentials(): Promise<ICredentials> {
		throw new Error('not used by the engine');
	}

	async getDecrypted(): Promise<ICredentialDataDecryptedObject> {
		return this.store.read();
	}

	async updateCredentials(): Promise<void> {}

	async updateCredentialsOauthTokenData(): Promise<void> {}

	getCredentialsProperties(): INodeProperties[] {
		return type.properties;
	}
}
