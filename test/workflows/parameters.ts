import {
	NodeHelpers,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyOptions,
	type INodeTypeDescription,
} from 'n8n-workflow';

const isExpression = (value: unknown): boolean =>
	typeof value === 'string' && value.startsWith('=');

/**
 * What is wrong with the parameters of a node: names that the panel does not show for this operation,
 * choices and entries of collections that do not exist, required fields that are empty.
 */
export function parameterProblems(node: INode, description: INodeTypeDescription): string[] {
	const { properties } = description;
	const shown = NodeHelpers.getNodeParameters(
		properties,
		node.parameters,
		true,
		false,
		node,
		description,
	) as INodeParameters;
	const filled = { ...node, parameters: shown };
	const visible = properties.filter((property) =>
		NodeHelpers.displayParameter(shown, property, filled, description),
	);
	const issues = NodeHelpers.getNodeParametersIssues(properties, filled, description);
	return [
		...valueProblems(node.parameters, visible, ''),
		...Object.values(issues?.parameters ?? {}).flat(),
	];
}

function valueProblems(
	values: INodeParameters,
	properties: INodeProperties[],
	inside: string,
): string[] {
	return Object.entries(values).flatMap(([name, value]) => {
		const property = properties.find((candidate) => candidate.name === name);
		const path = `${inside}${name}`;
		if (property === undefined) return [`${path} is not a parameter here`];
		if (property.type === 'collection') {
			const entries = property.options as INodeProperties[];
			return valueProblems(value as INodeParameters, entries, `${path}.`);
		}
		if (property.type !== 'options' || isExpression(value)) return [];
		const choices = (property.options as INodePropertyOptions[]).map((choice) => choice.value);
		return choices.includes(value as string | number)
			? []
			: [`${path} has no choice ${String(value)}`];
	});
}
