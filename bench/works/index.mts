import type { Work } from '../work.mjs';
import { applyAgainstChain } from './apply.mjs';
import { busyProvider } from './busyProvider.mjs';
import { check, unchanged } from './configuration.mjs';
import { creates } from './creates.mjs';
import { flood } from './flood.mjs';
import { limit } from './limit.mjs';
import { loading } from './loading.mjs';
import { manyItems } from './manyItems.mjs';
import { memory } from './memory.mjs';
import { n8nServer } from './n8nServer.mjs';
import { oneAnswer } from './oneAnswer.mjs';
import { parameters } from './parameters.mjs';
import { size } from './size.mjs';
import { twilioList } from './twilioList.mjs';
import { updatesAndDeletes } from './updatesAndDeletes.mjs';
import { vobizList } from './vobizList.mjs';

export const works: Work[] = [
	creates,
	updatesAndDeletes,
	manyItems,
	applyAgainstChain,
	n8nServer,
	twilioList,
	vobizList,
	oneAnswer,
	limit,
	check,
	unchanged,
	busyProvider,
	memory,
	flood,
	loading,
	size,
	parameters,
];
