/*
 * Loaded first into an n8n that cannot use an HTTPS proxy. Redirects connections to Twilio's hosts to the local port
 * in TWILIO_TLS_PORT. Host name, certificate and encryption stay the same.
 */
const { Socket } = require('node:net');

const { connect } = Socket.prototype;

Socket.prototype.connect = function (...args) {
	const options = Array.isArray(args[0]) ? args[0][0] : args[0];
	if (/\.twilio\.com$/.test(options?.host ?? ''))
		Object.assign(options, { host: '127.0.0.1', port: Number(process.env.TWILIO_TLS_PORT) });
	return connect.apply(this, args);
};
