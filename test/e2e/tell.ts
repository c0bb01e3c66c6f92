import type { Simulator } from '../simulator';

/** The node behind a trigger: hands on to the simulator what it got. */
export const tellNode = ({ url }: Pick<Simulator, 'url'>) => ({
	name: 'Tell',
	type: 'n8n-nodes-base.httpRequest',
	id: 'tell',
	typeVersion: 4.2,
	position: [220, 0],
	parameters: {
		method: 'POST',
		url: `${url}/emitted`,
		sendBody: true,
		specifyBody: 'json',
		jsonBody: '={{ JSON.stringify($json) }}',
		// What it is told matters, not what the simulator says to it.
		options: { response: { response: { neverError: true } } },
	},
});

/** What that node got, in order. */
export const emittedTo = ({ journal }: Pick<Simulator, 'journal'>) =>
	journal
		.filter(({ path }) => path === '/emitted')
		.map(({ body }) => body as { application_id: number });
