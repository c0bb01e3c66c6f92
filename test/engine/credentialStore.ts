import { mapValues } from 'lodash';
import {
	ICredentialsHelper,
	injectDomainRestrictionFields,
	isExpression,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeProperties,
	type IRequestOptionsSimplified,
} from 'n8n-workflow';
import { WechatMarketingCodeApi } from '../../credentials/WechatMarketingCodeApi.credentials';
import { EXPRESSIONS } from '../../nodes/WechatMarketingCode/api/login/fields';

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
		/** What the expressions in it come to. */
		private readonly values: Readonly<Record<string, string>> = {},
	) {}

	/** The hidden field of the typed expressions: n8n's `$self` gives a field as it was typed where n8n stores everything, else its value. */
	private asTyped(): string {
		const values = mapValues(this.data, (typed) => this.values[String(typed)] ?? typed);
		const $self = this.keeping === 'everything' ? this.data : values;
		const keys = { $self };
		return String(
			workflow.expression.getParameterValue(EXPRESSIONS, null, 0, 0, 'x', [], 'internal', keys),
		);
	}

	readonly helper: ICredentialsHelper = new StoreHelper(this);

	read(): ICredentialDataDecryptedObject {
		if (!this.exists)
			throw new Error(
				'Credential with ID "credential" does not exist for type "wechatMarketingCodeApi".',
			);
		this.reads += 1;
		return Object.fromEntries(
			properties.map(({ name, default: initial }) => {
				const value = this.data[name] ?? (initial as string);
				if (value === EXPRESSIONS) return [name, this.asTyped()];
				return [name, this.values[String(value)] ?? value];
			}),
		);
	}
}

/** A workflow, for what evaluates expressions. */
const workflow = new Workflow({
	nodes: [{ id: '', name: 'x', type: 'x', typeVersion: 1, position: [0, 0], parameters: {} }],
	connections: {},
	active: false,
	nodeTypes: {
		getByName: () => undefined as never,
		getByNameAndVersion: () => ({ description: { properties: [] } }) as never,
		getKnownTypes: () => ({}),
	},
});

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
		const { data, keeping } = this.store;
		const written = Object.entries(output).filter(([name]) => !isExpression(data[name]));
		this.store.data =
			keeping === 'everything' ? { ...all } : { ...data, ...Object.fromEntries(written) };
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
