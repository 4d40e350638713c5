/*
 * Loaded into an n8n that cannot use an HTTPS proxy, before all else: connections to Twilio's hosts go to the
 * port that TWILIO_TLS_PORT names. Name, certificate and encryption stay as they are.
 */
const { Socket } = require('node:net');

const { connect } = Socket.prototype;

Socket.prototype.connect = function (...args) {
	const options = Array.isArray(args[0]) ? args[0][0] : args[0];
	if (/\.twilio\.com$/.test(options?.host ?? ''))
		Object.assign(options, { host: '127.0.0.1', port: Number(process.env.TWILIO_TLS_PORT) });
	return connect.apply(this, args);
};
