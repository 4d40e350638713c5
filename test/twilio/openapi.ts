import Ajv, { type ValidateFunction } from 'ajv';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { products, type Product } from './hosts';
import { addTwilioFormats } from './formats';

export interface Schema {
	type?: string;
	format?: string;
	enum?: Array<string | null>;
	items?: Schema;
	$ref?: string;
	minimum?: number;
	maximum?: number;
	properties?: Record<string, Schema>;
	required?: string[];
	nullable?: boolean;
}

interface Parameter {
	name: string;
	in: 'path' | 'query' | 'header';
	required?: boolean;
	schema: Schema;
}

interface Content {
	schema: Schema;
	examples?: Record<string, { value: Record<string, unknown> }>;
}

interface OperationObject {
	operationId?: string;
	parameters?: Parameter[];
	requestBody?: { content: Record<string, { schema: Schema }> };
	responses: Record<string, { content?: Record<string, Content> }>;
}

interface Document {
	paths: Record<string, Record<string, OperationObject>>;
	components: { schemas: Record<string, Schema> };
}

/** The fields of a path, query or form: their types, and a check of the typed values. */
export interface Fields {
	properties: Record<string, Schema>;
	validate: ValidateFunction;
}

export interface Operation {
	/** `api POST /2010-04-01/Accounts/{AccountSid}/Messages.json` */
	id: string;
	path: Fields;
	query: Fields;
	/** `undefined` if the operation takes no form. */
	form?: Fields;
	/** Returns the check of a response by status, or `undefined` if the description has no body for it. */
	response(status: number): ValidateFunction | undefined;
}

interface Route {
	pattern: RegExp;
	template: string;
	methods: Map<string, () => Operation>;
}

const folder = join(dirname(require.resolve('@twilio/cli-core/package.json')), 'src/services/twilio-api');

function once<T>(make: () => T): () => T {
	let value: { made: T } | undefined;
	return () => (value ??= { made: make() }).made;
}

/**
 * Adapts `nullable` to ajv, which accepts it only next to a `type` and also requires null in an `enum`. Twilio puts
 * it on schemas without a type as well.
 */
function mendNullable(node: unknown): void {
	if (typeof node !== 'object' || node === null) return;
	const schema = node as Schema;
	if (schema.nullable === true && typeof schema.type !== 'string') delete schema.nullable;
	if (schema.nullable === true && Array.isArray(schema.enum)) schema.enum.push(null);
	Object.values(node).forEach(mendNullable);
}

/** Adds the binaries of media and recordings, which Twilio documents but leaves out of its description. */
function addBinaries({ paths }: Document): void {
	const account = '/2010-04-01/Accounts/{AccountSid}';
	const get = (path: string) => (paths[`${path}.json`]?.get?.parameters ?? []).filter((p) => p.in === 'path');
	const media = `${account}/Messages/{MessageSid}/Media/{Sid}`;
	paths[media] = { get: { parameters: get(media), responses: {} } };
	const recording = `${account}/Recordings/{Sid}`;
	const channels: Parameter = {
		name: 'RequestedChannels',
		in: 'query',
		schema: { type: 'integer', minimum: 1, maximum: 2 },
	};
	for (const ending of ['', '.wav', '.mp3']) {
		paths[recording + ending] = { get: { parameters: [...get(recording), channels], responses: {} } };
	}
}

function newAjv(document: object, paths: 'paths' | 'addresses'): Ajv {
	const ajv = new Ajv({ strict: false, allErrors: true });
	addTwilioFormats(ajv, paths);
	return ajv.addSchema(document, 'doc');
}

/** The description of one product. Each operation is compiled when it is first used. */
class Description {
	private readonly requests: Ajv;
	private readonly responses: Ajv;
	private readonly document: Document;
	private readonly routes = new Map<number, Route[]>();

	constructor(private readonly product: Product) {
		const file = join(folder, `twilio_${products[product].spec}.json`);
		this.document = JSON.parse(readFileSync(file, 'utf8')) as Document;
		if (product === 'api') addBinaries(this.document);
		mendNullable(this.document);
		this.requests = newAjv(this.document, 'addresses');
		this.responses = newAjv(this.document, 'paths');
		for (const [template, item] of Object.entries(this.document.paths)) this.addRoute(template, item);
		// Literal paths come before those with parameters, and a parameter with an ending before a bare one.
		const parameters = ({ template }: Route) => template.split('{').length;
		for (const routes of this.routes.values()) {
			routes.sort((a, b) => parameters(a) - parameters(b) || b.template.length - a.template.length);
		}
	}

	private addRoute(template: string, item: Record<string, OperationObject>) {
		const source = template.replace(/[.+]/g, '\\$&').replace(/\{(\w+)\}/g, (_, name: string) => `(?<${name}>[^/]+?)`);
		const methods = new Map<string, () => Operation>();
		for (const method of ['get', 'post', 'put', 'patch', 'delete']) {
			const operation = item[method];
			if (operation) {
				methods.set(
					method.toUpperCase(),
					once(() => this.compile(template, method, operation)),
				);
			}
		}
		const depth = template.split('/').length;
		const routes = this.routes.get(depth) ?? [];
		routes.push({ pattern: new RegExp(`^${source}$`), template, methods });
		this.routes.set(depth, routes);
	}

	private fields(properties: Record<string, Schema>, required: string[] = []): Fields {
		const resolved = Object.fromEntries(
			Object.entries(properties).map(([name, schema]) => [name, this.resolve(schema)]),
		);
		const schema = this.absolute({
			type: 'object',
			properties: resolved,
			required,
			additionalProperties: false,
		});
		return { properties: resolved, validate: this.requests.compile(schema) };
	}

	private resolve(schema: Schema): Schema {
		if (!schema.$ref) return schema;
		return this.document.components.schemas[schema.$ref.split('/').at(-1)!]!;
	}

	/** Returns the schema with its references pointing into the whole document. */
	private absolute(schema: object): object {
		return JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"doc#/')) as object;
	}

	private compile(template: string, method: string, operation: OperationObject): Operation {
		const parameters = (place: Parameter['in']) => {
			const found = (operation.parameters ?? []).filter((parameter) => parameter.in === place);
			return this.fields(
				Object.fromEntries(found.map(({ name, schema }) => [name, schema])),
				found.filter(({ required }) => required).map(({ name }) => name),
			);
		};
		const body = operation.requestBody?.content['application/x-www-form-urlencoded']?.schema;
		const responses = new Map(
			Object.entries(operation.responses).map(([status, { content }]) => {
				const schema = content?.['application/json']?.schema;
				return [Number(status), schema && once(() => this.responses.compile(this.absolute(schema)))];
			}),
		);
		const form = body && this.resolve(body);
		return {
			id: `${this.product} ${method.toUpperCase()} ${template}`,
			path: parameters('path'),
			query: parameters('query'),
			form: form && this.fields(form.properties ?? {}, form.required),
			response: (status) => responses.get(status)?.(),
		};
	}

	examples(operationId: string): Array<Record<string, unknown>> {
		const operations = Object.values(this.document.paths).flatMap((item) => Object.values(item));
		const operation = operations.find((candidate) => candidate.operationId === operationId);
		const responses = Object.entries(operation?.responses ?? {}).filter(([status]) => status.startsWith('2'));
		return responses.flatMap(([, { content }]) =>
			Object.values(content?.['application/json']?.examples ?? {}).map(({ value }) => value),
		);
	}

	match(method: string, path: string): Match | undefined {
		let known = false;
		for (const { pattern, methods } of this.routes.get(path.split('/').length) ?? []) {
			const found = pattern.exec(path);
			if (!found) continue;
			known = true;
			const operation = methods.get(method);
			if (operation) return { operation: operation(), params: { ...found.groups } };
		}
		return known ? { params: {} } : undefined;
	}
}

/** Has no operation if the path is known, but not with this method. */
export interface Match {
	operation?: Operation;
	params: Record<string, string>;
}

const descriptions = new Map<Product, Description>();

function describe(product: Product): Description {
	let description = descriptions.get(product);
	if (!description) {
		description = new Description(product);
		descriptions.set(product, description);
	}
	return description;
}

/** Finds the operation for a request; `undefined` if Twilio's description does not contain the path. */
export const findOperation = (product: Product, method: string, path: string): Match | undefined =>
	describe(product).match(method, path);

const examples = new Map<string, Array<Record<string, unknown>>>();

/** Returns Twilio's examples of a successful response, by operation name: `FetchMessage`. Not to be modified. */
export function examplesOf(product: Product, operationId: string): Array<Record<string, unknown>> {
	const name = `${product} ${operationId}`;
	const found = examples.get(name) ?? describe(product).examples(operationId);
	if (found.length === 0) throw new Error(`Twilio's description has no example of ${name}`);
	examples.set(name, found);
	return found;
}
