/** A version of n8n with which the node is tried, and what its installation takes. */
export interface WantedVersion {
	n8n: string;
	/** Of the npm package `node`; the oldest that n8n asks for, as far as there is one. */
	node: string;
	/** Packages that are not what n8n was released with: newer ones do not fit, or are in no registry. */
	overrides: Record<string, string>;
}

/** The tarball of n8n's own `xlsx` lies outside of every registry. */
const always = { linkedom: '0.18.12', 'msgpackr-extract': '3.0.4', xlsx: '0.18.5' };
/** Later ones ask for a later `@langchain/core`. */
const checkpoint = { '@langchain/langgraph-checkpoint': '1.0.0' };

/** Without it npm puts a much older one in the place of a peer. */
const telemetry = { '@opentelemetry/core': '2.12.1' };

/** The last one is the newest that installs: 2.41.3 asks for packages that are in no registry. */
export const wantedVersions: WantedVersion[] = [
	{ n8n: '1.123.81', node: '22.23.3', overrides: { ...always, ...checkpoint } },
	{ n8n: '2.0.0', node: '22.23.3', overrides: { ...always, ...checkpoint } },
	// Eleven of the packages that 2.10.0 asks for are in no registry; 2.11.2 is the next that installs.
	{
		n8n: '2.11.2',
		node: '22.23.3',
		overrides: { ...always, ...checkpoint, ...telemetry },
	},
	{
		n8n: '2.20.0',
		node: '22.23.3',
		overrides: { ...always, ...checkpoint, ...telemetry, '@langchain/langgraph': '1.1.5' },
	},
	{ n8n: '2.30.0', node: '22.23.3', overrides: { ...always, '@langchain/langgraph': '1.4.0' } },
	{ n8n: '2.41.1', node: '24.21.0', overrides: { ...always, '@langchain/langgraph': '1.4.0' } },
];
