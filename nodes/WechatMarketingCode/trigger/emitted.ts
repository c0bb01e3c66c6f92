import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { comparable, type Watched } from './watched';

type Marks = Readonly<Record<string, boolean>>;

/**
 * Which applications were emitted, by the account and WeChat's number. n8n keeps a node's own data
 * under its name, so that it is lost when the node is renamed, and only that is in its durable poll
 * cursors: the marks stand there and, under the node's id, in the data of the workflow.
 */
export class Emitted {
	/**
	 * @param appId of the account; '' when the credential does not tell
	 * @param owner of the token, which knows accounts apart that have no app id
	 */
	constructor(
		private readonly context: IPollFunctions,
		private readonly appId: string,
		private readonly owner: string,
	) {}

	/** Whether it was emitted, under whichever of its numbers is known: what names it, and WeChat's in `json`. */
	has({ name, byOwnNumber }: Watched, json?: IDataObject): boolean {
		const { marks } = this;
		const isMarked = marks[byOwnNumber ? this.ownKey(name) : this.keyOf(name)];
		return isMarked || (json !== undefined && marks[this.keyOf(json.application_id)]);
	}

	/** Sets new objects: a change inside an old one is not saved across a restart. */
	add(shown: ReadonlyArray<{ watched: Watched; json: IDataObject }>): void {
		const marks = { ...this.marks };
		for (const { watched, json } of shown) {
			if (watched.byOwnNumber) marks[this.ownKey(watched.name)] = true;
			if (json.application_id !== undefined) marks[this.keyOf(json.application_id)] = true;
		}
		this.data('node').emitted = marks;
		this.data('global').emitted = { ...this.byNode, [this.context.getNode().id]: marks };
	}

	private get marks(): Marks {
		const own = this.data('node').emitted as Marks | undefined;
		return { ...own, ...this.byNode[this.context.getNode().id] };
	}

	private get byNode(): Readonly<Record<string, Marks>> {
		return (this.data('global').emitted ?? {}) as Record<string, Marks>;
	}

	private data(of: 'node' | 'global'): IDataObject {
		return this.context.getWorkflowStaticData(of);
	}

	private keyOf(applicationId: unknown): string {
		return `${this.appId} ${comparable(applicationId)}`.trim();
	}

	private ownKey(name: string): string {
		return `${this.owner} isv ${name}`;
	}
}
