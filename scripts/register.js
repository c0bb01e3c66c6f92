// Run by n8n's own Node with n8n's modules (NODE_PATH): enters an installed package into n8n's
// SQLite database as n8n's installer does, so that Settings > Community nodes lists it.
// Usage: node register.js <database.sqlite> <folder of the installed package>
const { join } = require('node:path');
const sqlite3 = require('sqlite3');

const [database, folder] = process.argv.slice(2);
const { name, version, author, n8n } = require(join(folder, 'package.json'));
const nodes = n8n.nodes.map((file) => {
	const Class = Object.values(require(join(folder, file)))[0];
	const { description } = new Class();
	const newest = [description.version].flat().at(-1);
	return [description.displayName, `${name}.${description.name}`, newest, name];
});

const db = new sqlite3.Database(database);
db.serialize(() => {
	db.run('PRAGMA foreign_keys = ON');
	db.run('DELETE FROM installed_packages WHERE packageName = ?', name);
	db.run(
		'INSERT INTO installed_packages (packageName, installedVersion, authorName, authorEmail) VALUES (?, ?, ?, ?)',
		[name, version, author?.name, author?.email],
	);
	for (const node of nodes) {
		db.run(
			'INSERT INTO installed_nodes (name, type, latestVersion, package) VALUES (?, ?, ?, ?)',
			node,
		);
	}
	db.close();
});
