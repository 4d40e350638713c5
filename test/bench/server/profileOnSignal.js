/*
 * Loaded into n8n before anything else. The first SIGUSR2 starts the profiler, and the next one writes the profile to
 * the file named by BENCH_PROFILE.
 */
const { renameSync, writeFileSync } = require('node:fs');
const { Session } = require('node:inspector');

const file = process.env.BENCH_PROFILE;
let session;

process.on('SIGUSR2', () => {
	if (!session) {
		session = new Session();
		session.connect();
		session.post('Profiler.enable');
		session.post('Profiler.start');
		return;
	}
	session.post('Profiler.stop', (_error, { profile }) => {
		writeFileSync(`${file}.part`, JSON.stringify(profile));
		renameSync(`${file}.part`, file);
	});
	session.disconnect();
	session = undefined;
});
