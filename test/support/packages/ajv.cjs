const { default: Ajv } = sharedPackages.load('ajv', require);

/** A compiled schema is a function of the value alone, and compiling takes longer than most tests: once is enough. */
module.exports = class KeptAjv extends Ajv {
	constructor(options) {
		super(options);
		this.given = options;
	}

	compile(schema, isMeta) {
		const key = JSON.stringify([this.given, Object.keys(this.formats), schema]);
		const kept = (sharedPackages.compiled ??= new Map());
		if (!kept.has(key)) kept.set(key, super.compile(schema, isMeta));
		return kept.get(key);
	}
};
module.exports.default = module.exports;
Object.defineProperty(module.exports, '__esModule', { value: true });
