/** Every sentence of the trigger. */
export const words = {
	noApplication: () => ({
		message: 'No application is given',
		description: 'Fill in Applications with one or several numbers.',
	}),
	wrongNumber: (number: string, problem: string) => ({
		message: `"${number}" is not the number of an application`,
		description: `${problem} Separate several numbers by comma or line.`,
	}),
	stopped: () => 'the poll was stopped',
	failure: (application: string, problem: string) => `Application ${application}: ${problem}`,
	/** The same as a line of an error, with what WeChat's answer can be traced by. */
	traced: (sentence: string, errcode: number | null, rid: string | null) => {
		if (errcode === null) return sentence;
		return `${sentence} (errcode ${errcode}${rid === null ? '' : `, rid ${rid}`})`;
	},
};
