import { expectFaultsPlayed } from '../twilio/unplayed';

// Runs in every test file, by jest's setupFilesAfterEnv: without its fault, a test has not tested what it claims.
afterEach(expectFaultsPlayed);
