/**
 * Every address outside of this repository that the pages link to, and what it is there for. Tests stay on
 * loopback, so a person looks at these before a release; `links.test.ts` fails for one that is missing here.
 */
export const outsideLinks: Record<string, string> = {
	'https://n8n.io': 'what n8n is',
	'https://docs.n8n.io/integrations/community-nodes/': "n8n's pages on community nodes",
	'https://docs.n8n.io/integrations/community-nodes/installation/': 'how to install one',
	'https://docs.n8n.io/hosting/scaling/queue-mode/': "n8n's page on queue mode",
	'https://docs.n8n.io/connect/create-nodes/build-your-node/reference/verification-guidelines':
		'what n8n asks for before it verifies a node',
	'https://creators.n8n.io/nodes': 'where a node is submitted',
	'https://developers.weixin.qq.com/doc/service/api/onecode/api_intp_marketcode_codeactive.html':
		"WeChat's page on codeactive, and beside it those on the other calls",
	'https://developers.google.com/workspace/sheets/api/limits': '60 requests a minute for one user',
	'https://keepachangelog.com': 'the form of the changelog',
	'https://semver.org': 'what the version numbers say',
};
