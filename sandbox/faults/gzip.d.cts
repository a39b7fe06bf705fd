export { gunzipSync, gzipSync } from 'node:zlib';
