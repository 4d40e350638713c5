import { errorOf } from '../errors/thrown';
import { objectOf, textOf } from '../records/read';
import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';

/** Reads the raw values of one item. */
type Read = (itemIndex: number) => IDataObject;

/**
 * Creates a reader of parameters by name. Those without an expression are the same for all items, so they are read
 * once. A parameter that a display rule hides is `null`: n8n removes its value.
 * The reader throws n8n's own error, with the item's index, for an expression that cannot be evaluated.
 */
export function parameterReader(context: IExecuteFunctions, names: string[]): Read {
	const isChanging = (name: string) => hasExpression(context.getNodeParameter(name, 0, null, { rawExpressions: true }));
	const changing = names.filter(isChanging);
	let constants: IDataObject | undefined;
	return (itemIndex) => {
		constants ??= readAll(
			context,
			names.filter((name) => !changing.includes(name)),
			itemIndex,
		);
		return { ...constants, ...readAll(context, changing, itemIndex) };
	};
}

function hasExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	return typeof value === 'object' && value !== null && Object.values(value).some(hasExpression);
}

const readAll = (context: IExecuteFunctions, names: string[], itemIndex: number): IDataObject =>
	Object.fromEntries(names.map((name) => [name, read(context, name, itemIndex)]));

function read(context: IExecuteFunctions, name: string, itemIndex: number): IDataObject[string] {
	try {
		return context.getNodeParameter(name, itemIndex, null, { skipValidation: true });
	} catch (error) {
		const { description } = objectOf(error);
		throw new NodeOperationError(context.getNode(), errorOf(error), {
			itemIndex,
			description: textOf(description) || undefined,
		});
	}
}
