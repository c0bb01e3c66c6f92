/** Every sentence that operations made with `simple.ts` have in common. */
export const words = {
	noOperation: (operation: string, resource: string) => ({
		message: `There is no operation "${operation}" for "${resource}"`,
		description: 'Open the node and choose the operation again.',
	}),
	required: () => 'is empty; it is required.',
	stoppedBefore: () => 'Not attempted: the run stopped before this item.',
	noProperAnswer: (problem?: string) =>
		`WeChat gave no proper answer. ${problem === undefined ? '' : `${problem}. `}Run it again later.`,
};
