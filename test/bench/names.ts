/** Calls at a time, where a name says nothing else: the node's default. */
export const PARALLEL = 5;
export const SOME = 10;
/** As many as the node allows. */
export const MANY = 20;
export const ROUND_TRIP_MS = 20;

/** Who takes part, by the name in the tables. */
export const CONTESTANTS = {
	loop: 'HTTP Request in Loop Over Items',
	loopOfSome: `HTTP Request in a loop of ${SOME}`,
	loopOfMany: `HTTP Request in a loop of ${MANY}`,
	atOnce: 'HTTP Request, all rows at once',
	node: 'This node',
	nodeOfSome: `This node, ${SOME} at a time`,
	nodeOfMany: `This node, ${MANY} at a time`,
	reuse: 'This node, Reuse Connections',
	reuseOfMany: `This node, Reuse Connections, ${MANY}`,
	relay: 'This node, a relay beside n8n',
	combine: 'This node, Combine Adjacent Rows',
	pool: 'Raw undici Pool, outside n8n',
	poolOfMany: `Raw undici Pool of ${MANY}, outside n8n`,
} as const;
