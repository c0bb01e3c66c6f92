// `./X.node` means X.node.ts, as for the compiler; Node would rather take X.node.json.
const extensions: Partial<NodeJS.RequireExtensions> = require.extensions;
const { '.json': json } = extensions;
delete extensions['.json'];
extensions['.json'] = json;
