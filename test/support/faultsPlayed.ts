import { expectFaultsPlayed } from '../twilio/unplayed';

// For every test file, by jest's setupFilesAfterEnv: without its fault, a test has not tested what it says.
afterEach(expectFaultsPlayed);
