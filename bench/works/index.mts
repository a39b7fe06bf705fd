import type { Work } from '../work.mjs';
import { busyProvider } from './busyProvider.mjs';
import { creates } from './creates.mjs';
import { flood } from './flood.mjs';
import { limit } from './limit.mjs';
import { loading } from './loading.mjs';
import { memory } from './memory.mjs';
import { n8nServer } from './n8nServer.mjs';
import { parameters } from './parameters.mjs';
import { size } from './size.mjs';
import { twilioList } from './twilioList.mjs';
import { vobizList } from './vobizList.mjs';

export const works: Work[] = [
	creates,
	n8nServer,
	twilioList,
	vobizList,
	limit,
	busyProvider,
	memory,
	flood,
	loading,
	size,
	parameters,
];
