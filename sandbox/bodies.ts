import { errorCodes, type FastifyInstance } from 'fastify';

/**
 * Reads JSON bodies. An empty body is none, whatever its content type says: HTTP clients announce
 * one for a POST without a body. Everything else is refused with the framework's 415.
 */
export function readJsonBodies(app: FastifyInstance): void {
	app.removeAllContentTypeParsers();
	const parseJson = app.getDefaultJsonParser('error', 'error');
	app.addContentTypeParser(
		'application/json',
		{ parseAs: 'string' },
		(request, body: string, done) => {
			if (body === '') done(null, undefined);
			else void parseJson(request, body, done);
		},
	);
	app.addContentTypeParser('*', { parseAs: 'string' }, (request, body, done) => {
		if (body === '') done(null, undefined);
		else done(new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE(request.headers['content-type']));
	});
}
