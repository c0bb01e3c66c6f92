// Adds up jest's reports. Arguments: <suite>=<exit code of its runner>=<report file> …
const { readFileSync } = require('node:fs');

let passed = 0;
let skipped = 0;
const failures = [];

for (const argument of process.argv.slice(2)) {
	const [suite, code, file] = argument.split('=');
	let report;
	try {
		report = JSON.parse(readFileSync(file, 'utf8'));
	} catch {
		// Lint, types or build stopped it before the tests, or the runner was killed.
		failures.push(`${suite}: ended with code ${code} and without a report of its tests`);
		continue;
	}
	passed += report.numPassedTests;
	skipped += report.numPendingTests + report.numTodoTests;
	const before = failures.length;
	for (const { name, message, status, assertionResults } of report.testResults) {
		const failed = assertionResults.filter((test) => test.status === 'failed');
		failures.push(...failed.map((test) => `${suite}: ${test.fullName} (${name})`));
		if (status === 'failed' && failed.length === 0) failures.push(`${suite}: ${name}\n${message}`);
	}
	if (code !== '0' && failures.length === before)
		failures.push(`${suite}: ended with code ${code}`);
	if (report.numTotalTests === 0) failures.push(`${suite}: ran no test`);
}

for (const failure of failures) console.log(`FAILED ${failure}`);
console.log(
	`${passed} passed, ${failures.length} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
);
process.exitCode = failures.length > 0 ? 1 : 0;
