import type { SchemaObject } from 'ajv';

/** A field of a resource: what it may be, and what it is while nobody has set it. */
export interface Setting {
	schema: SchemaObject;
	initial: unknown;
	/** The only request that takes it; the other one refuses it. */
	only?: 'create' | 'update';
}

export type Settings = Readonly<Record<string, Setting>>;
export type Values = Record<string, unknown>;

export const flag = (initial = false): Setting => ({ schema: { type: 'boolean' }, initial });

export const text = (initial: string | null = '', limits: SchemaObject = {}): Setting => ({
	schema: { type: 'string', ...limits },
	initial,
});

export const textOrNull = (limits: SchemaObject = {}): Setting => ({
	schema: { type: ['string', 'null'], ...limits },
	initial: null,
});

export const choice = (initial: string | null, choices: ReadonlyArray<string | null>): Setting => ({
	schema: { enum: [...choices] },
	initial,
});

export const whole = (
	initial: number | null,
	minimum: number,
	maximum: number = Number.MAX_SAFE_INTEGER,
): Setting => ({ schema: { type: 'integer', minimum, maximum }, initial });

export const orNull = ({ schema, ...rest }: Setting): Setting => ({
	schema: { ...schema, type: [schema.type as string, 'null'] },
	...rest,
});

export const texts = (initial: readonly string[] = []): Setting => ({
	schema: { type: 'array', items: { type: 'string' } },
	initial,
});

/** An object of its own. A change of it replaces it: whether it is merged is not documented. */
export const group = (settings: Settings): Setting & { settings: Settings } => ({
	schema: { type: 'object' },
	initial: initialValues(settings),
	settings,
});

const isGroup = (setting: Setting): setting is Setting & { settings: Settings } =>
	'settings' in setting;

export function initialValues(settings: Settings): Values {
	return Object.fromEntries(Object.entries(settings).map(([name, { initial }]) => [name, initial]));
}

/** The schema of a body; fields that belong to the other request are refused. */
export function schemaOf(
	settings: Settings,
	request: 'create' | 'update',
	required: readonly string[] = [],
): SchemaObject {
	const properties = Object.entries(settings).map(([name, setting]) => {
		if (setting.only !== undefined && setting.only !== request) return [name, false];
		return [name, isGroup(setting) ? schemaOf(setting.settings, request) : setting.schema];
	});
	return {
		type: 'object',
		properties: Object.fromEntries(properties) as SchemaObject,
		required: [...required],
	};
}

/** What a body sets, groups filled up with initial values; unknown fields are ignored. */
export function valuesOf(settings: Settings, body: Values): Values {
	const given = Object.entries(settings).filter(([name]) => body[name] !== undefined);
	return Object.fromEntries(
		given.map(([name, setting]) => [
			name,
			isGroup(setting)
				? {
						...initialValues(setting.settings),
						...valuesOf(setting.settings, body[name] as Values),
					}
				: body[name],
		]),
	);
}
